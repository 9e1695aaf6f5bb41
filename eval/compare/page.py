"""The report of a comparison, report.html and report.md in its folder. What comes from a case is escaped; no script, nothing loaded."""

import shlex
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .blame import Blame
from .comparison import Comparison
from .inert import plain
from .manifest import Manifest
from .pair import Pair
from .verdict import said

PAGE, TEXT = "report.html", "report.md"
_STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse}td,th{padding:.15rem .6rem;text-align:right}td:first-child,th:first-child{text-align:left}
.faint{opacity:.65}.bad{color:#b3261e}.good{color:#1a7f37}.sides{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
pre{white-space:pre-wrap;font:inherit}
"""
_MOST = 60
"""Slices, the surest first."""


@dataclass(frozen=True)
class Worst:
    """A pair to read, with the turns of its conversation that came before it."""

    pair: Pair
    before: tuple[Pair, ...]
    blame: Blame | None


def write(folder: Path, found: Comparison, manifest: Manifest) -> Path:
    """Returns the page."""
    slices = sorted((one for one in found.slices if one.paired.wins + one.paired.losses), key=lambda one: (one.p, one.crowding, one.title))[:_MOST]
    pages = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    values = {
        "found": found, "manifest": manifest, "said": said(found), "slices": slices, "worst": worst(found), "style": Markup(_STYLE),
        "style_hash": b64encode(sha256(_STYLE.encode()).digest()).decode(), "command": shlex.join(("daogou", *manifest.command)),
    }  # fmt: skip
    (folder / PAGE).write_text(pages.get_template("report.html").render(values), "utf-8")
    lines = [f"### {plain(found.base)} against {plain(found.new)}", "", *(f"- {plain(one)}" for one in said(found)), ""]
    rows = ((one.title, one.paired.wins, one.paired.losses, f"{one.paired.difference:+.4f}", f"{one.p:.2g}") for one in slices)
    lines += ["| slice | wins | losses | difference | p |", "|---|---|---|---|---|", *(f"| {' | '.join(map(plain, row))} |" for row in rows), ""]
    (folder / TEXT).write_text("\n".join(lines), "utf-8")
    return folder / PAGE


def worst(found: Comparison) -> list[Worst]:
    by_case: dict[tuple[str, str], list[Pair]] = {}
    for pair in found.pairs:
        by_case.setdefault((pair.base.suite, pair.base.case), []).append(pair)
    some = ((pair, by_case[pair.base.suite, pair.base.case]) for pair in found.worst)
    return [Worst(pair, tuple(case[: case.index(pair)]), found.blames.get(pair.unit)) for pair, case in some]
