"""A comparison: everything that was found between two sides, as numbers and as sentences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from .blame import Blame
from .conversation import PAGES, name_of
from .figures import alike, figures, form_rate
from .gates import Gate, Judged, judged
from .pair import Pair
from .slicing import Slice, named, sliced
from .spread import EVEN, Paired, paired
from .timing import TURN, Timing, slowed, timings

WORST = 10
Told = tuple[str, list[str]]
"""A sentence, or its beginning with the list that ends it."""


@dataclass(frozen=True)
class Comparison:
    """`slower`: nodes that are, the most time lost first; `blames` by unit: which stage a loss comes from, for as many as were looked into."""

    base: str
    new: str
    pairs: Sequence[Pair]
    overall: Paired
    slices: Sequence[Slice]
    times: Sequence[Timing]
    slower: Sequence[Timing] = ()
    gates: Sequence[Judged] = ()
    blames: dict[str, Blame] = field(default_factory=dict)

    @property
    def broken(self) -> list[Judged]:
        return [each for each in self.gates if each.holds is False]

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

    def verdict(self) -> list[str]:
        return [f"{head}{' ' * bool(items)}{', '.join(items)}{'.' * bool(items)}" for head, items in self.told]

    @property
    def told(self) -> list[Told]:
        """The verdict as sentences, those that name several with the list of them."""
        plain = [*_stages(self), *_format(self), *_alike(self), *_cost(self)]
        return [(_content(self.overall), []), *_whom(self), *((sentence, []) for sentence in plain), *_time(self)]

    def as_json(self) -> dict[str, Any]:
        return {
            "base": self.base,
            "new": self.new,
            "verdict": self.verdict(),
            "overall": asdict(self.overall),
            "slices": [asdict(each) for each in self.slices],
            "named": [each.title for each in named(self.slices)],
            "times": [asdict(each) for each in self.times],
            "slower": [asdict(each) for each in self.slower],
            "gates": [{"gate": each.gate.title, "holds": each.holds, "got": each.got} for each in self.gates],
            "stages": dict(self.stages),
            "blames": {unit: asdict(blame) for unit, blame in self.blames.items()},
            "worst": [{"unit": pair.unit, "page": f"{PAGES}/{name_of(pair.base.suite, pair.base.case)}"} for pair in self.worst],
        }


def losses(pairs: Sequence[Pair]) -> list[Pair]:
    """The largest first."""
    return sorted((pair for pair in pairs if pair.difference < -EVEN), key=lambda pair: (pair.difference, pair.unit))


def compared(base: str, new: str, pairs: Sequence[Pair], gates: Sequence[Gate] = (), blames: dict[str, Blame] | None = None) -> Comparison:
    slices, times, overall = sliced(pairs), timings(pairs), paired(pairs)
    slower = slowed(pairs, times)
    by_name = {"": figures(overall, pairs, slices, times, slower)}
    for each in slices:
        some = [pair for pair in pairs if each.value in pair.slices.get(each.name, ())]
        by_name[f"slice {each.title}"] = figures(each.paired, some)
    return Comparison(base, new, pairs, overall, slices, times, slower, [judged(gate, by_name) for gate in gates], blames or {})


def _content(found: Paired) -> str:
    if not found.wins and not found.losses:
        return f"No difference in content over {found.pairs} pairs."
    word = "Better" if found.difference > EVEN else "Worse" if found.difference < -EVEN else "Even"
    return (
        f"{word}: mean content {found.base.mean:.4f} to {found.new.mean:.4f} ({found.difference:+.4f}, 95 % {found.low:+.4f} to {found.high:+.4f}, "
        f"p {found.p:.2g}); {found.wins} wins, {found.ties} ties, {found.losses} losses."
    )


def _whom(found: Comparison) -> list[Told]:
    """For whom it gets worse, and for whom better."""
    lost = found.overall.losses
    crowded = [
        f"{each.title} ({each.paired.losses} of {lost} losses, {each.paired.pairs} of {found.overall.pairs} pairs)" for each in named(found.slices)
    ]
    worse = [f"{each.title} ({each.paired.difference:+.3f}, p {each.p:.2g})" for each in found.slices if each.worse][:3]
    better = [f"{each.title} ({each.paired.difference:+.3f}, p {each.p:.2g})" for each in found.slices if each.better][:3]
    heads = (("It gets worse above all for", crowded), ("Worse for sure:", worse), ("Better for sure:", better))
    none: list[Told] = [("No slice stands out among the losses.", [])] if lost and not crowded and not worse else []
    return [*((head, items) for head, items in heads if items), *none]


def _stages(found: Comparison) -> list[str]:
    total = sum(found.stages.values())
    said = ", ".join(f"{stage} {count}" for stage, count in found.stages.most_common())
    return [f"Of {total} losses looked into, these stages brought about: {said}."] if total else []


def _format(found: Comparison) -> list[str]:
    base, new = form_rate(found.pairs)
    return [f"Well formed: {base:.4f} to {new:.4f}."] if abs(base - new) > EVEN else []


def _alike(found: Comparison) -> list[str]:
    base, new = alike(found.pairs)
    return [f"Right in every wording and turn: {base:.0f} to {new:.0f} of {found.overall.clusters}."] if base != new else []


def _cost(found: Comparison) -> list[str]:
    """Of models, where any were asked."""
    known = figures(found.overall, found.pairs)
    spent = [(name, *known[name]) for name in ("tokens", "calls") if any(known[name])]
    return (
        [f"Cost: {', '.join(f'{name} {base:.0f} to {new:.0f}' + (f' ({new / base:.2f}x)' if base else '') for name, base, new in spent)}."]
        if spent
        else []
    )


def _time(found: Comparison) -> list[Told]:
    if not found.times:
        return [("Times were not compared: too few turns were played side by side.", [])]
    said = [f"{each.node} {each.base_p50:.1f} to {each.new_p50:.1f} ms for {', '.join(each.whom) or 'everybody'}" for each in found.slower]
    turn = next((each for each in found.times if each.node == TURN), None)
    whole = (
        f"A turn takes {turn.ratio:.2f}x (95 % {turn.low:.2f} to {turn.high:.2f}); p50 {turn.p50_ratio:.2f}x, p95 {turn.p95_ratio:.2f}x."
        if turn
        else ""
    )
    return [*([("Slower:", said)] if said else []), *([(whole, [])] if whole else [])]
