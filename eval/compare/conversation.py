"""A case to read: what was said, and what both sides answered, side by side."""

from collections.abc import Sequence
from pathlib import Path

from .folders import hashed
from .inert import plain
from .pair import Pair

PAGES = "conversations"
"""The folder of them in a run's."""


def page(pairs: Sequence[Pair], folder: Path, base: str, new: str) -> Path:
    """Of one case, its units in order; returns the file, which is written. What comes from the case is read and does nothing."""
    first = pairs[0].base
    lines = [f"# {plain(f'{first.suite}: {first.case}')}", "", f"From {plain(first.source)}. BASE is {plain(base)}, NEW is {plain(new)}.", ""]
    for pair in pairs:
        lines += [f"## {plain(pair.unit.rpartition('/')[2])}. {plain(pair.base.said or pair.new.said)}", ""]
        for name, row in (("BASE", pair.base), ("NEW", pair.new)):
            lines += [f"**{name}** {row.content:.2f}" + (f", {row.ms['turn']:.0f} ms" if "turn" in row.ms else ""), ""]
            lines += [f"- not so: {plain(missed)}" for missed in row.missed]
            lines += ["", *(f"> {plain(line)}  " for line in row.text.splitlines()), ""]
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name_of(first.suite, first.case)
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def name_of(suite: str, case: str) -> str:
    """A file name; two cases never share one."""
    plain = "".join(char if char.isalnum() or char in "-_." else "-" for char in f"{suite}-{case}")
    return f"{plain[:80]}-{hashed(suite, case)[:6]}.md"
