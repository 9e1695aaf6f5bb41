"""A comparison: everything that was found between two sides, as numbers and as sentences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from .blame import Blame
from .figures import Figures, figures
from .gates import Gate, Judged, judged
from .pair import Pair
from .slicing import Slice, named, sliced
from .spread import EVEN, Paired, paired
from .timing import Timing, slowed, timings
from .verdict import said

WORST = 10
TOLD = 12
"""Slices that are named where a gate speaks of one that isn't there."""


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
        return not self.broken and not self.unmeasured

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
        return {
            "base": self.base,
            "new": self.new,
            "verdict": said(self),
            "overall": asdict(self.overall),
            "slices": [asdict(each) for each in self.slices],
            "named": [each.title for each in named(self.slices)],
            "times": [asdict(each) for each in self.times],
            "slower": [asdict(each) for each in self.slower],
            "gates": [{"gate": each.gate.title, "holds": each.holds, "got": each.got} for each in self.gates],
            "stages": dict(self.stages),
            "cut": self.cut,
            "blames": {unit: asdict(blame) for unit, blame in self.blames.items()},
            "worst": [pair.unit for pair in self.worst],
        }


def losses(pairs: Sequence[Pair]) -> list[Pair]:
    """The largest first."""
    return sorted((pair for pair in pairs if pair.difference < -EVEN), key=lambda pair: (pair.difference, pair.unit))


def compared(
    base: str,
    new: str,
    pairs: Sequence[Pair],
    gates: Sequence[Gate] = (),
    blames: dict[str, Blame] | None = None,
) -> Comparison:
    slices, times, overall = sliced(pairs), timings(pairs), paired(pairs)
    slower = slowed(pairs, times)
    whole = figures(overall, pairs, slices, times, slower)
    return Comparison(base, new, pairs, overall, slices, times, slower, [_judged(gate, whole, pairs) for gate in gates], blames or {})


def _judged(gate: Gate, whole: Figures, pairs: Sequence[Pair]) -> Judged:
    if gate.slice is None:
        return judged(gate, whole)
    name, value = gate.slice
    some = [pair for pair in pairs if value in pair.slices.get(name, ())]
    if some:
        return judged(gate, figures(paired(some), some))
    known = sorted({value for pair in pairs for value in pair.slices.get(name, ())}) or sorted({name for pair in pairs for name in pair.slices})
    return Judged(gate, None, f"no pair lies in it; there are {', '.join(known[:TOLD])}{', ...' if len(known) > TOLD else ''}")
