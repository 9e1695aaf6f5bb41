"""A comparison on the screen."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .comparison import Comparison
from .figures import figures
from .manifest import Manifest
from .run import Run
from .slicing import Slice
from .verdict import details, headline

_SHOWN = 14
Cell = str | int | float


def show(run: Run, console: Console) -> None:
    """The verdict first; what it rests on below it."""
    found = run.comparison
    console.print(f"\n[bold]{escape(found.base)}[/] against [bold]{escape(found.new)}[/]")
    for line in of_folders(run.manifest):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    for sentence in headline(found):
        console.print(escape(sentence), highlight=False)
    for sentence, items in details(found):
        console.print(f"- {escape(sentence)}", highlight=False)
        for item in items:
            console.print(f"  - {escape(item)}", highlight=False)
    console.print(_sides(found))
    console.print(_slices(found))
    if found.times:
        console.print(_times(found))
    if found.worst:
        console.print(_worst(found))
    console.print(_gates(found))
    console.print(f"Kept in {run.folder}", markup=False, highlight=False, soft_wrap=True)


def of_folders(manifest: Manifest) -> list[str]:
    """Which checkout each side was played from."""
    base, new = (str(manifest.sides[name].get("folder", "")) for name in ("base", "new"))
    said = {"BASE and NEW are of": base} if base == new else {"BASE is of": base, "NEW is of": new}
    return [f"{what} {folder}" for what, folder in said.items() if folder]


def _sides(found: Comparison) -> Table:
    known, overall = figures(found.overall, found.pairs), found.overall
    rows: list[Sequence[Cell]] = []
    for place, (name, side) in enumerate((("BASE", overall.base), ("NEW", overall.new))):
        counted = (f"{known['format'][place]:.4f}", *(f"{known[what][place]:.0f}" for what in ("alike", "tokens", "calls")))
        rows.append((name, side.mean, side.median, side.p10, *counted))
    return _table("content, format, cost", ("", "mean", "median", "p10", "well formed", "alike", "tokens", "calls"), rows)


def _slices(found: Comparison) -> Table:
    """Those that changed, the surest first; then the largest."""
    slices = sorted(found.slices, key=lambda each: (each.paired.wins + each.paired.losses == 0, each.p, each.crowding, -each.paired.pairs))
    columns = ("slice", "pairs", "wins", "ties", "losses", "mean", "median", "p10", "difference", "95 %", "p")
    return _table("by slice, BASE to NEW (interval and p corrected for all slices)", columns, map(_slice, slices[:_SHOWN]))


def _slice(each: Slice) -> Sequence[Cell]:
    one, base, new = each.paired, each.paired.base, each.paired.new
    return (
        each.title, one.pairs, one.wins, one.ties, one.losses, f"{base.mean:.3f} to {new.mean:.3f}", f"{base.median:.2f} to {new.median:.2f}",
        f"{base.p10:.2f} to {new.p10:.2f}", f"{one.difference:+.4f}", f"{one.low:+.3f} to {one.high:+.3f}", f"{each.p:.2g}",
    )  # fmt: skip


def _times(found: Comparison) -> Table:
    rows = [
        (
            one.node, one.turns, one.base_p50, one.new_p50, f"{one.ratio:.2f}x", f"{one.low:.2f} to {one.high:.2f}", one.new_p95, one.mark,
        )
        for one in found.times
    ]  # fmt: skip
    return _table("time, turns played side by side", ("", "turns", "BASE p50 ms", "NEW p50 ms", "ratio", "95 %", "NEW p95 ms", ""), rows)


def _worst(found: Comparison) -> Table:
    rows = []
    for pair in found.worst:
        blame = found.blames.get(pair.unit)
        rows.append(
            (pair.unit, pair.base.content, pair.new.content, blame.stage if blame else "", pair.new.said[:40], "; ".join(pair.new.missed)[:90])
        )
    return _table("the worst (both replies side by side: report.html)", ("unit", "BASE", "NEW", "stage", "said", "not so"), rows)


def _gates(found: Comparison) -> Table:
    mark = {True: "holds", False: "BROKEN", None: "NOT JUDGED"}
    return _table("gates", ("gate", "got", ""), [(each.gate.title, each.got, mark[each.holds]) for each in found.gates])


def _table(title: str, columns: Sequence[str], rows: object) -> Table:
    table = Table(title=title, title_justify="left", header_style="dim", caption_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, overflow="fold", justify="left" if place == 0 or column in ("", "said", "not so", "stage", "got") else "right")
    for row in rows:  # type: ignore[attr-defined]
        table.add_row(*(f"{cell:.3f}" if isinstance(cell, float) else escape(str(cell)) for cell in row))
    return table
