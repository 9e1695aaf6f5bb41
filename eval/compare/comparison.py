"""A comparison: everything that was found between two sides, as numbers and, worded once for screen, report and comparison.json, as sentences."""

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ...schema.errors import InputError
from ..texts import text_of
from .cases import Pair
from .statistics import EVEN, TURN, Paired, Slice, Timing, named, paired, sliced, slowed, timings

MEASURES = (
    "content.mean", "content.median", "content.p10", "difference", "p", "wins", "ties", "losses", "format", "alike", "tokens", "calls",
)  # fmt: skip
OF_ALL = ("worse_slices", "slower_nodes")
"""Of all pairs together; of a node there are its p50 and p95 beside."""
Figures = Mapping[str, tuple[float, float]]
DEFAULT = Path(__file__).with_name("gates.yaml")
NODES = Path(__file__).parents[2] / "nodes"
TIMES = ("p50", "p95")
_COUNTED = {
    "worse_slices": " that are surely worse (p < 0.05, corrected for all slices)",
    "slower_nodes": " that take half as long again and 5 ms more",
}
_BOUND = re.compile(r"(<=|>=|<|>|=)\s*(?:(?P<base>base)\s*(?P<by>[+-]\s*[\d.]+)?|(?P<number>-?[\d.]+)(?P<ratio>x?))")
_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<=": lambda value, bound: value <= bound + EVEN,
    ">=": lambda value, bound: value >= bound - EVEN,
    "<": operator.lt,
    ">": operator.gt,
    "=": lambda value, bound: abs(value - bound) <= EVEN,
}
CATALOGUE, GAP, UNSTEADY, SEVERAL = "catalogue", "catalogue gap", "unsteady", "several stages"
WORST = 10
TOLD = 12
"""Slices that are named where a gate speaks of one that isn't there."""
_MOST = 3


def figures(
    found: Paired, pairs: Sequence[Pair], slices: Sequence[Slice] = (), times: Sequence[Timing] = (), slower: Sequence[Timing] = ()
) -> dict[str, tuple[float, float]]:
    """(BASE, NEW) by name, of some pairs; what has no counterpart on the base has 0 there. `format` is the share of replies that are well formed,
    `alike` counts the clusters (a scenario in its wordings) that are right in every unit."""
    kept = [(pair.base.form, pair.new.form) for pair in pairs if pair.base.form is not None and pair.new.form is not None] or [(1.0, 1.0)]
    clusters = {pair.cluster for pair in pairs}
    wrong = [{pair.cluster for pair in pairs if getattr(pair, side).content < 1 - EVEN} for side in ("base", "new")]
    counted = {name: (0.0, float(getattr(found, name))) for name in ("difference", "p", "wins", "ties", "losses")}
    sums = {name: (sum(getattr(pair.base, name) for pair in pairs), sum(getattr(pair.new, name) for pair in pairs)) for name in ("tokens", "calls")}
    nodes = {f"{one.node}.{part}": (getattr(one, f"base_{part}"), getattr(one, f"new_{part}")) for one in times for part in TIMES}
    return {
        **{f"content.{name}": (getattr(found.base, name), getattr(found.new, name)) for name in ("mean", "median", "p10")},
        **counted, **sums, **nodes,
        "format": (sum(base for base, _ in kept) / len(kept), sum(new for _, new in kept) / len(kept)),
        "alike": (float(len(clusters - wrong[0])), float(len(clusters - wrong[1]))),
        "worse_slices": (0.0, float(sum(each.worse for each in slices))), "slower_nodes": (0.0, float(len(slower))),
    }  # fmt: skip


class Gate(NamedTuple):
    """`within` is "" for all pairs, else "slice NAME=VALUE" or "suite NAME"."""

    within: str
    measure: str
    bound: str

    @property
    def title(self) -> str:
        return f"{self.within + ': ' if self.within else ''}{self.measure} {self.bound}"

    @property
    def slice(self) -> tuple[str, str] | None:
        """Name and value of the slice that it speaks of."""
        kind, _, rest = self.within.partition(" ")
        name, _, value = rest.partition("=")
        return None if not kind else ("suite", rest) if kind == "suite" else (name, value)


class Judged(NamedTuple):
    """`holds` None where nothing was measured that it speaks of: such a gate isn't held."""

    gate: Gate
    holds: bool | None
    got: str


def gates(file: Path = DEFAULT) -> tuple[Gate, ...]:
    """Raises InputError where the file isn't there, or a line of it is no gate."""
    if not file.is_file():
        raise InputError(f"There is no gates file {file}; docs/decisions/compare.md shows what one holds.")
    try:
        content = yaml.safe_load(text_of(file, "docs/decisions/compare.md shows what a gates file holds"))
    except yaml.YAMLError as error:
        raise InputError(f"{file} is no YAML: {error}") from error
    if not isinstance(content, Mapping):
        raise InputError(f"{file} must hold lines like 'content.median: \">= base\"'.")
    return tuple(_read(content, "", file))


def _read(content: Mapping[str, Any], within: str, file: Path) -> Iterator[Gate]:
    for name, bound in content.items():
        if isinstance(bound, Mapping) and not within and name.split(" ")[0] in ("slice", "suite"):
            yield from _read(bound, name, file)
        elif isinstance(bound, str) and _BOUND.fullmatch(bound.strip()):
            yield Gate(within, _measure(name, within, file), bound.strip())
        else:
            raise InputError(f'{file}: {name!r} must be bounded like ">= base", "<= 2" or "<= 1.2x", not {bound!r}.')


def _measure(name: Any, within: str, file: Path) -> str:
    """Slices and nodes are counted over all pairs alone."""
    known = MEASURES if within else (*MEASURES, *OF_ALL)
    node, _, part = str(name).rpartition(".")
    if name in known or (not within and part in TIMES and node in _nodes()):
        return str(name)
    also = "" if within else f", and {' and '.join(TIMES)} of {', '.join(sorted(_nodes()))}"
    raise InputError(f"{file}: {within or 'a comparison'} has no measure {name!r}; it has {', '.join(known)}{also}.")


@cache
def _nodes() -> frozenset[str]:
    """Of this checkout's graph, and the whole turn."""
    return frozenset((TURN, *(file.stem for file in NODES.glob("[a-z]*.py"))))


def judged(gate: Gate, found: Figures) -> Judged:
    """Against the figures of the pairs that it speaks of."""
    if gate.measure not in found:
        return Judged(gate, None, f"{gate.measure.rpartition('.')[0]} was not timed in enough of these turns")
    base, new = found[gate.measure]
    matched = _BOUND.fullmatch(gate.bound)
    assert matched is not None
    if matched["ratio"]:
        value, bound = (new / base if base else float(new > 0) + 1), float(matched["number"])
    else:
        value, bound = new, base + float((matched["by"] or "0").replace(" ", "")) if matched["base"] else float(matched["number"])
    beside = f" (base {base:.4g})" if matched["base"] or matched["ratio"] else _COUNTED.get(gate.measure, "")
    return Judged(gate, _HOLDS[matched[1]](value, bound), f"{new:.4g}{beside}")


@dataclass(frozen=True)
class Blame:
    """The stage that a loss comes from: a node of the graph, or CATALOGUE (BASE's store heals it), GAP (no record has what is asked for), UNSTEADY
    (played again it was no loss), or SEVERAL, whose names `why` gives."""

    stage: str
    why: str = ""


@dataclass(frozen=True)
class Comparison:
    """`slower`: nodes that are, the most time lost first; `blames` by unit: which stage a loss comes from, for as many as were looked into;
    `cut`: why for no more."""

    base: str
    new: str
    pairs: Sequence[Pair]
    overall: Paired
    slices: Sequence[Slice]
    times: Sequence[Timing]
    slower: Sequence[Timing] = ()
    gates: Sequence[Judged] = ()
    blames: dict[str, Blame] = field(default_factory=dict)
    cut: str = ""

    @property
    def broken(self) -> list[Judged]:
        return [each for each in self.gates if each.holds is False]

    @property
    def unmeasured(self) -> list[Judged]:
        return [each for each in self.gates if each.holds is None]

    @property
    def held(self) -> bool:
        """Whether every gate is known to hold."""
        return all(each.holds for each in self.gates)

    @property
    def losses(self) -> list[Pair]:
        return losses(self.pairs)

    @property
    def worst(self) -> list[Pair]:
        """The ten that NEW does worst, those that it does worse than BASE first."""
        found = [pair for pair in self.pairs if pair.new.content < 1 - EVEN or pair.difference < -EVEN]
        return sorted(found, key=lambda pair: (pair.difference >= -EVEN, pair.new.content, pair.difference, pair.unit))[:WORST]

    @property
    def stages(self) -> Counter[str]:
        """How many of the losses that were looked into come from each."""
        return Counter(self.blames[pair.unit].stage for pair in self.losses if pair.unit in self.blames)

    def as_json(self) -> dict[str, Any]:
        plain = {name: [asdict(each) for each in getattr(self, name)] for name in ("slices", "times", "slower")}
        gates = [{"gate": each.gate.title, "holds": each.holds, "got": each.got} for each in self.gates]
        return {
            "base": self.base, "new": self.new, "verdict": said(self), "overall": asdict(self.overall), **plain, "gates": gates,
            "named": [each.title for each in named(self.slices)], "stages": dict(self.stages), "cut": self.cut,
            "blames": {unit: asdict(blame) for unit, blame in self.blames.items()}, "worst": [pair.unit for pair in self.worst],
        }  # fmt: skip


def losses(pairs: Sequence[Pair]) -> list[Pair]:
    """The largest first."""
    return sorted((pair for pair in pairs if pair.difference < -EVEN), key=lambda pair: (pair.difference, pair.unit))


def compared(
    base: str, new: str, pairs: Sequence[Pair], gates: Sequence[Gate] = (), blames: dict[str, Blame] | None = None, cut: str = ""
) -> Comparison:
    slices, times, overall = sliced(pairs), timings(pairs), paired(pairs)
    slower = slowed(pairs, times)
    whole = figures(overall, pairs, slices, times, slower)
    found = [judged(gate, whole) if gate.slice is None else _within(gate, *gate.slice, pairs) for gate in gates]
    return Comparison(base, new, pairs, overall, slices, times, slower, found, blames or {}, cut)


def _within(gate: Gate, name: str, value: str, pairs: Sequence[Pair]) -> Judged:
    some = [pair for pair in pairs if value in pair.slices.get(name, ())]
    if some:
        return judged(gate, figures(paired(some), some))
    known = sorted({value for pair in pairs for value in pair.slices.get(name, ())}) or sorted({name for pair in pairs for name in pair.slices})
    return Judged(gate, None, f"no pair lies in it; there are {', '.join(known[:TOLD])}{', ...' if len(known) > TOLD else ''}")


def said(found: Comparison) -> list[str]:
    """The verdict: what changed for whom; where it comes from, what it costs and which gates say no; and what these two sentences rest on."""
    return [*headline(found), *_whom(found), *_details(found)]


def headline(found: Comparison) -> tuple[str, str]:
    one, whom = found.overall, listed(each.title for each in named(found.slices))
    word = "better than" if one.difference > EVEN else "worse than" if one.difference < -EVEN else "even with"
    sure = "" if one.low > 0 or one.high < 0 else ", though not surely"
    what = (
        f"NEW is {word} BASE{sure}: {_count(one.wins, 'win')}, {_count(one.ties, 'tie')}, {_count(one.losses, 'loss')} "
        f"(mean {one.difference:+.4f}, 95 % {one.low:+.4f} to {one.high:+.4f}, p {one.p:.2g}){f', the losses above all in {whom}' if whom else ''}."
    )
    if not one.wins and not one.losses:
        what = f"NEW does as well as BASE: no difference in content over {_count(one.pairs, 'unit')}."
    why = "; ".join((*_stage(found), *_cost(found), *_gates(found)))
    return what, f"{why[:1].upper()}{why[1:]}."


def _stage(found: Comparison) -> Iterable[str]:
    if found.cut:
        yield "where the losses come from was cut short by an outage"
    for stage, count in found.stages.most_common(1):
        yield f"{count} of {found.stages.total()} losses looked into come from {stage}"


def _cost(found: Comparison) -> Iterable[str]:
    for each in found.slower[:1]:
        yield f"{each.node} is slower ({each.base_p50:.0f} to {each.new_p50:.0f} ms) for {listed(each.whom) or 'everybody'}"
    turn = next((each for each in found.times if each.node == TURN), None)
    if turn is not None:
        yield f"a turn takes {turn.ratio:.2f}x the time (95 % {turn.low:.2f} to {turn.high:.2f} in one pair of processes)"
    else:
        yield "turns were not timed" if found.times else "times were not compared"
    base, new = figures(found.overall, found.pairs)["tokens"]
    if base:
        yield f"{new / base:.2f}x the tokens"


def _gates(found: Comparison) -> Iterable[str]:
    if found.broken:
        yield f"broken gates: {listed(each.gate.title for each in found.broken)}"
    if found.unmeasured:
        yield f"gates that could not be judged: {listed(f'{each.gate.title} ({each.got})' for each in found.unmeasured)}"
    if found.held:
        yield f"all {len(found.gates)} gates hold" if found.gates else "no gate was set"


def _whom(found: Comparison) -> Iterable[str]:
    """Where the losses crowd, which slices are surely worse, and which better; which nodes are slower or faster."""
    whole = found.overall
    crowded = [
        f"{one.title} ({one.paired.losses} of {whole.losses} losses, {one.paired.pairs} of {whole.pairs} pairs; "
        f"{'surely' if one.worse else 'not surely'} worse)"
        for one in named(found.slices)
    ]
    worse, better = (
        [f"{one.title} ({one.paired.difference:+.3f}, p {one.p:.2g})" for one in found.slices if getattr(one, way)][:_MOST]
        for way in ("worse", "better")
    )
    slower = [f"{_ms(each)} for {', '.join(each.whom) or 'everybody'}" for each in found.slower]
    faster = [_ms(each) for each in found.times if each.faster]
    heads = ("The losses lie above all in", "Surely worse:", "Surely better:", "Slower:", "Faster:")
    for head, items in zip(heads, (crowded, worse, better, slower, faster), strict=True):
        if items:
            yield f"{head} {', '.join(items)}."
    if whole.losses and not crowded and not worse:
        yield "No slice stands out among the losses."


def _details(found: Comparison) -> Iterable[str]:
    """Stages, form, wordings and cost, where there is something to say."""
    if total := found.stages.total():
        parts = ", ".join(f"{stage} {count}" for stage, count in found.stages.most_common())
        yield f"Of {total} losses looked into, these stages brought about: {parts}."
    if found.cut:
        yield f"Only {total} of {len(found.losses)} losses were looked into: {found.cut}"
    known = figures(found.overall, found.pairs)
    base, new = known["format"]
    if abs(base - new) > EVEN:
        yield f"Well formed: {base:.4f} to {new:.4f}."
    base, new = known["alike"]
    if base != new:
        yield f"Right in every wording and turn: {base:.0f} to {new:.0f} of {found.overall.clusters}."
    spent = [f"{name} {one:.0f} to {other:.0f}" for name, (one, other) in known.items() if name in ("tokens", "calls") and (one or other)]
    if spent:
        yield f"Cost: {', '.join(spent)}."


def _ms(each: Timing) -> str:
    return f"{each.node} {each.base_p50:.1f} to {each.new_p50:.1f} ms"


def listed(names: Iterable[str]) -> str:
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _count(number: int, what: str) -> str:
    return f"{number:,} {what if number == 1 else what + ('es' if what.endswith('s') else 's')}"
