"""A comparison as a person reads it: on the screen, and as report.html and report.md. What comes from a case is escaped."""

import re
import shlex
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .cases import Pair
from .comparison import Comparison, said
from .manifest import Manifest

PAGE, TEXT = "report.html", "report.md"
_STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse}td,th{padding:.15rem .6rem;text-align:right}td:first-child,th:first-child{text-align:left}
.faint{opacity:.65}.bad{color:#b3261e}.good{color:#1a7f37}.sides{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
pre{white-space:pre-wrap;font:inherit}
"""
_MOST = 60
"""Slices, the surest first."""
_SPECIAL = re.compile(r"([\\`*_\[\]|~]|(?<!&)#)")
_BEGINS = re.compile(r"^(\d{0,9})([-+.)]|[-=]+$)(?=\s|$)")
"""What makes a list, a rule or a heading where it begins a line."""
_LINKED = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")


def show(folder: Path, found: Comparison, manifest: Manifest, console: Console) -> None:
    """The sides with their checkouts, the verdict and the gates; all the rest stands in the report."""
    checkouts = (f"{name.upper()} is of {side.get('folder')}" for name, side in manifest.sides.items())
    for line in (f"\n{found.base} against {found.new}", *checkouts, *said(found)):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    table = Table("gate", "got", "", title="gates", title_justify="left", header_style="dim")
    for one in found.gates:
        table.add_row(Text(one.gate.title), Text(one.got), {True: "holds", False: "BROKEN", None: "NOT JUDGED"}[one.holds])
    console.print(table)
    console.print(f"Kept in {folder}", markup=False, highlight=False, soft_wrap=True)


def write(folder: Path, found: Comparison, manifest: Manifest) -> None:
    """`folder` gets report.html and report.md."""
    slices = sorted((one for one in found.slices if one.paired.wins + one.paired.losses), key=lambda one: (one.p, one.crowding, one.title))[:_MOST]
    pages = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    values = {
        "found": found, "manifest": manifest, "said": said(found), "slices": slices, "worst": _worst(found), "style": Markup(_STYLE),
        "style_hash": b64encode(sha256(_STYLE.encode()).digest()).decode(), "command": shlex.join(("daogou", *manifest.command)),
    }  # fmt: skip
    (folder / PAGE).write_text(pages.get_template("report.html").render(values), "utf-8")
    rows = ((one.title, one.paired.wins, one.paired.losses, f"{one.paired.difference:+.4f}", f"{one.p:.2g}") for one in slices)
    lines = [f"### {plain(found.base)} against {plain(found.new)}", "", *(f"- {plain(one)}" for one in said(found)), ""]
    lines += ["| slice | wins | losses | difference | p |", "|---|---|---|---|---|", *(f"| {' | '.join(map(plain, row))} |" for row in rows), ""]
    (folder / TEXT).write_text("\n".join(lines), "utf-8")


def _worst(found: Comparison) -> list[dict[str, Any]]:
    """The worst pairs, each with the turns of its conversation that came before it and the stage that it comes from."""
    by_case: dict[tuple[str, str], list[Pair]] = {}
    for pair in found.pairs:
        by_case.setdefault((pair.base.suite, pair.base.case), []).append(pair)
    some = ((pair, by_case[pair.base.suite, pair.base.case]) for pair in found.worst)
    return [{"pair": pair, "before": case[: case.index(pair)], "blame": found.blames.get(pair.unit)} for pair, case in some]


def plain(text: object) -> str:
    """One line of Markdown that is read as it stands: never a sign, a tag, a link or a mention."""
    written = str(escape(" ".join(str(text).split()))).replace("@", "&commat;")
    unlinked = _LINKED.sub(lambda found: (found[1] or found[3]) + ("&colon;" if found[2] else "&period;"), written)
    return _BEGINS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", unlinked))
