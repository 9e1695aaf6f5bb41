"""Slices: where the difference lies, and which slice the losses crowd into."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .pair import Pair
from .spread import ALPHA, EVEN, TESTABLE, Paired, at_level, paired

FEWEST = 5
SURE = ALPHA
CROWDED = 0.01
MOST_NAMED = 4


@dataclass(frozen=True)
class Slice:
    """`p` is corrected for the number of slices looked at (Benjamini and Hochberg 1995), and so is the interval of `paired` (Benjamini and Yekutieli
    2005), so that it leaves 0 out where `p` is below 5 %. `crowding`: how likely so many of all losses, or more, would fall
    here by chance; `share` of all losses."""

    name: str
    value: str
    paired: Paired
    p: float
    crowding: float
    share: float

    @property
    def title(self) -> str:
        return f"{self.name}={self.value}"

    @property
    def worse(self) -> bool:
        return self.paired.difference < 0 and self.p < SURE

    @property
    def better(self) -> bool:
        return self.paired.difference > 0 and self.p < SURE


def sliced(pairs: Sequence[Pair]) -> list[Slice]:
    """Every slice of five pairs or more, by name and value. Slices too few of whose clusters changed to be tested are left out of the correction: how
    many did tells nothing of the direction, so that is fair."""
    from scipy.stats import false_discovery_control, hypergeom

    groups: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        for name, values in pair.slices.items():
            for value in values:
                groups[name, value].append(pair)
    kept = {key: some for key, some in sorted(groups.items()) if len(some) >= FEWEST}
    if not kept:
        return []
    found = {key: paired(some) for key, some in kept.items()}
    tested = [key for key, each in found.items() if each.changed >= TESTABLE]
    ps = dict(zip(tested, false_discovery_control([found[key].p for key in tested], method="bh") if tested else (), strict=True))
    alpha = SURE * max(1, sum(p < SURE for p in ps.values())) / max(1, len(ps))
    found |= {key: at_level(found[key], kept[key], alpha) for key in tested}
    lost = sum(pair.difference < -EVEN for pair in pairs)
    return [
        Slice(
            name,
            value,
            each,
            float(ps.get((name, value), 1.0)),
            float(hypergeom.sf(each.losses - 1, len(pairs), lost, each.pairs)) if each.losses else 1.0,
            each.losses / lost if lost else 0.0,
        )
        for (name, value), each in found.items()
    ]


def named(slices: Sequence[Slice]) -> list[Slice]:
    """Those that say for whom it got worse: where the losses crowd beyond chance, the most surprising first; at most one a dimension."""
    crowded = sorted((each for each in slices if each.crowding < CROWDED and each.share >= 0.2), key=lambda each: (each.crowding, -each.share))
    first: dict[str, Slice] = {}
    for each in crowded:
        first.setdefault(each.name, each)
    return list(first.values())[:MOST_NAMED]


def p_corrected(ps: Sequence[float]) -> list[float]:
    """Holm's correction."""
    order = np.argsort(ps)
    found, highest = [0.0] * len(ps), 0.0
    for rank, at in enumerate(order):
        highest = max(highest, min(1.0, ps[at] * (len(ps) - rank)))
        found[at] = highest
    return found
