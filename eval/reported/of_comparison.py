"""The report of a comparison: report.html and report.md in its folder."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ..compare.blame import Blame
from ..compare.clocked import Clocked
from ..compare.comparison import Comparison
from ..compare.figures import figures
from ..compare.manifest import Manifest
from ..compare.pair import Pair
from ..compare.slicing import Slice, named
from ..compare.timing import TURN
from ..compare.verdict import headline
from .bars import Outcome, Whisker, bound_of, outcome, whisker
from .curves import cumulative, swarm
from .differing import Change, changes
from .rendered import markdown, page

PAGE, TEXT = "report.html", "report.md"
MAIN = ("language", "intent", "turn", "persona", "conditions", "length")
"""Dimensions that are shown first, and open."""
_TOLD = 100
_LEAST = 0.02
"""What the ends of an interval's picture stand for where no interval is wider."""


@dataclass(frozen=True)
class SliceRow:
    slice: Slice
    outcome: Outcome
    whisker: Whisker
    named: bool


@dataclass(frozen=True)
class Dimension:
    """`rows` changed, the most lost first; `even` didn't."""

    name: str
    open: bool
    rows: tuple[SliceRow, ...]
    even: tuple[Slice, ...]


@dataclass(frozen=True)
class Worst:
    """A pair to read, with the turns of its conversation that came before it."""

    pair: Pair
    before: tuple[Pair, ...]
    changes: tuple[Change, ...]
    blame: Blame | None


def write(folder: Path, comparison: Comparison, manifest: Manifest) -> Path:
    """Returns the page."""
    values = told(folder, comparison, manifest)
    (folder / TEXT).write_text(markdown("comparison.md", values), "utf-8")
    (folder / PAGE).write_text(page("comparison.html", values), "utf-8")
    return folder / PAGE


def told(folder: Path, found: Comparison, manifest: Manifest) -> dict[str, Any]:
    """Everything that a template needs."""
    contents = {"BASE": [pair.base.content for pair in found.pairs], "NEW": [pair.new.content for pair in found.pairs]}
    known = figures(found.overall, found.pairs)
    return {
        "again": shlex.join(("daogou", "eval", "reproduce", str(folder))),
        "command": shlex.join((*(["daogou"] if manifest.command[:1] == ["eval"] else []), *manifest.command)),
        "found": found,
        "manifest": manifest,
        "headline": headline(found),
        "figures": known,
        "outcome": outcome(found.overall.losses, found.overall.ties, found.overall.wins),
        "swarm": swarm([pair.difference for pair in found.pairs]),
        "charts_drawn": [
            chart
            for chart in (
                cumulative("Content", "share of units up to a content; lower is better", contents, (0.1, 0.5)),
                cumulative("Time of a turn, ms", "share of turns up to a time; higher is faster", _times(found.clocks), (0.5, 0.95), log=True),
            )
            if chart is not None
        ],
        "first": [one for one in found.slices if one.name in (*MAIN, "suite")],
        "others": _most_changed([one for one in found.slices if _changed(one) and one.name not in (*MAIN, "suite")]),
        "dimensions": dimensions(found),
        "overall": whisker(found.overall.low, found.overall.difference, found.overall.high, _bound(found)),
        "bound": _bound(found),
        "worst": worst(found),
        "stages": stages(found),
        "sides": list(_sides(manifest)),
        "suites": sorted({pair.base.suite for pair in found.pairs}),
    }


def dimensions(found: Comparison) -> list[Dimension]:
    """The main ones first."""
    bound, crowded = _bound(found), {each.title for each in named(found.slices)}
    by_name = {name: list(some) for name, some in groupby(sorted(found.slices, key=lambda one: one.name), lambda one: one.name)}
    order = [*(name for name in MAIN if name in by_name), *(name for name in by_name if name not in MAIN)]
    return [_dimension(name, by_name[name], bound, crowded) for name in order]


def _dimension(name: str, slices: Sequence[Slice], bound: float, crowded: set[str]) -> Dimension:
    changed = sorted((one for one in slices if _changed(one)), key=lambda one: (-one.paired.losses, -one.paired.wins, one.value))
    even = sorted((one for one in slices if not _changed(one)), key=lambda one: -one.paired.pairs)
    open = bool(changed) and (name in MAIN or any(one.title in crowded for one in changed))
    return Dimension(name, open, tuple(_row(one, bound, crowded) for one in changed), tuple(even))


def worst(found: Comparison) -> list[Worst]:
    by_case: dict[tuple[str, str], list[Pair]] = {}
    for pair in found.pairs:
        by_case.setdefault((pair.base.suite, pair.base.case), []).append(pair)
    some = ((pair, by_case[pair.base.suite, pair.base.case]) for pair in found.worst)
    return [Worst(pair, tuple(case[: case.index(pair)]), tuple(changes(pair)), found.blames.get(pair.unit)) for pair, case in some]


def stages(found: Comparison) -> list[tuple[str, int, float, list[str]]]:
    """Stage, losses, their share, and three of them to look at."""
    total = sum(found.stages.values())
    lost = [pair.unit for pair in found.losses if pair.unit in found.blames]
    return [
        (stage, count, count / total, [unit for unit in lost if found.blames[unit].stage == stage][:3]) for stage, count in found.stages.most_common()
    ]


def _row(one: Slice, bound: float, crowded: set[str]) -> SliceRow:
    each = one.paired
    picture = whisker(each.low, each.difference, each.high, bound)
    return SliceRow(one, outcome(each.losses, each.ties, each.wins), picture, one.title in crowded)


def _most_changed(slices: Sequence[Slice]) -> list[Slice]:
    """As many as a pull request takes."""
    return sorted(slices, key=lambda one: (one.p, one.crowding, -one.paired.losses, one.title))[:_TOLD]


def _changed(one: Slice) -> bool:
    return bool(one.paired.wins + one.paired.losses)


def _bound(found: Comparison) -> float:
    ends = (end for one in found.slices if _changed(one) for end in (one.paired.low, one.paired.high))
    return bound_of((*ends, found.overall.low, found.overall.high), _LEAST)


def _times(clocks: Sequence[Clocked]) -> dict[str, list[float]]:
    both = [one for one in clocks if TURN in one.base and TURN in one.new]
    return {"BASE": [one.base[TURN] for one in both], "NEW": [one.new[TURN] for one in both]}


def _sides(manifest: Manifest) -> Iterator[tuple[str, dict[str, Any], list[tuple[str, str]]]]:
    """BASE and NEW: as described, and the settings that are theirs alone."""
    base, new = (manifest.sides[name]["settings"] for name in ("base", "new"))
    for name, own, other in (("base", base, new), ("new", new, base)):
        apart = sorted((key, value) for key, value in own.items() if other.get(key) != value)
        yield name.upper(), manifest.sides[name], apart
