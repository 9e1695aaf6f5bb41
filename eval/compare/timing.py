"""Time: each node and the whole turn, as ratios between turns that both sides played right after one another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .pair import Pair
from .slicing import p_corrected
from .spread import SEED

SURE = 0.01
FLOOR, FLOOR_MS = 1.25, 1.0
"""What two processes of the same code may differ by, run after run: below that nothing is called slower."""
FEWEST = 8
FEWEST_WITHIN = 16
SLICED = ("language", "intent", "turn", "persona", "conditions", "length")
TURN = "turn"


@dataclass(frozen=True)
class Timing:
    """`ratio` is the median of NEW / BASE over turns, `low` and `high` its 95 % interval; p50 and p95 in ms; `p` corrected for all nodes (Holm).
    `whom`: the slices that it holds for, () for everybody."""

    node: str
    turns: int
    base_p50: float
    new_p50: float
    base_p95: float
    new_p95: float
    ratio: float
    low: float
    high: float
    p: float
    whom: tuple[str, ...] = ()

    @property
    def p50_ratio(self) -> float:
        return self.new_p50 / self.base_p50 if self.base_p50 else 1.0

    @property
    def p95_ratio(self) -> float:
        return self.new_p95 / self.base_p95 if self.base_p95 else 1.0

    @property
    def more_ms(self) -> float:
        return self.new_p50 - self.base_p50

    @property
    def slower(self) -> bool:
        return self.p < SURE and self.low >= FLOOR and self.more_ms >= FLOOR_MS

    @property
    def faster(self) -> bool:
        return self.p < SURE and self.high <= 1 / FLOOR and -self.more_ms >= FLOOR_MS


def timings(pairs: Sequence[Pair]) -> list[Timing]:
    """The whole turn first, then the nodes; empty where too few turns were played together."""
    found = _by_node(pairs)
    nodes = sorted((node for node, rows in found.items() if len({row[0] for row in rows}) >= FEWEST), key=lambda node: (node != TURN, node))
    ps = p_corrected([_p(found[node]) for node in nodes])
    return [_timing(node, found[node], p) for node, p in zip(nodes, ps, strict=True)]


def slowed(pairs: Sequence[Pair], whole: Sequence[Timing]) -> list[Timing]:
    """Nodes that got slower, the most time lost first; each with the slices that it got slower for, where it didn't for others."""
    apart = _within(pairs)
    found = []
    for node in sorted({each.node for each in (*whole, *apart.values())} - {TURN}):
        everybody = [each for each in whole if each.node == node and each.slower]
        some = [(title, each) for (title, name), each in apart.items() if name == node and each.slower and _stands_out(apart, title, node)]
        if some:
            titles = tuple(title for title, _ in sorted(some, key=lambda pair: -pair[1].ratio))
            found.append(replace((everybody or [some[0][1]])[0], whom=titles))
        else:
            found += everybody
    return sorted(found, key=lambda each: each.base_p50 - each.new_p50)


def _within(pairs: Sequence[Pair]) -> dict[tuple[str, str], Timing]:
    """By slice and node. A slice with fewer cases could never be sure, after the correction for all of them."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for name in SLICED if pair.together else ():
            for value in pair.slices.get(name, ()):
                groups[f"{name}={value}"].append(pair)
    rows = {
        (title, node): some
        for title, group in groups.items()
        for node, some in _by_node(group).items()
        if node != TURN and len({row[0] for row in some}) >= FEWEST_WITHIN
    }
    ps = p_corrected([_p(some) for some in rows.values()])
    return {key: _timing(key[1], some, p) for (key, some), p in zip(rows.items(), ps, strict=True)}


def _stands_out(apart: Mapping[tuple[str, str], Timing], title: str, node: str) -> bool:
    """Whether it is surely slower there than for those others of that dimension for whom it isn't slower, and there are such.

    A delay that is the same for all is a smaller ratio for those who took longer before: they count as slower by half of it.
    """
    name, least, more = title.partition("=")[0], apart[title, node].low, apart[title, node].more_ms
    others = [each for (other, which), each in apart.items() if other.partition("=")[0] == name and which == node and not each.slower]
    return bool(others) and all(each.high < least and each.more_ms < more / 2 for each in others)


def _by_node(pairs: Sequence[Pair]) -> dict[str, list[tuple[str, float, float]]]:
    """Case, BASE and NEW in ms, of turns that were played together."""
    found: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for pair in pairs:
        if pair.together:
            for node in pair.base.ms.keys() & pair.new.ms.keys():
                found[node].append((f"{pair.base.suite}/{pair.base.case}", pair.base.ms[node], pair.new.ms[node]))
    return found


def _p(rows: Sequence[tuple[str, float, float]]) -> float:
    """Wilcoxon's signed ranks over the cases' median log ratios: what disturbs one case in time spares the next, whatever they say."""
    from scipy.stats import wilcoxon

    ratios: dict[str, list[float]] = defaultdict(list)
    for case, base, new in rows:
        ratios[case].append(_log(base, new))
    medians = np.array([np.median(some) for some in ratios.values()])
    return float(wilcoxon(medians).pvalue) if np.any(medians) else 1.0


def _timing(node: str, rows: Sequence[tuple[str, float, float]], p: float) -> Timing:
    base, new = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    logs = np.array([_log(*row[1:]) for row in rows])
    drawn = np.random.default_rng(SEED).integers(0, len(logs), (1000, len(logs)))
    low, high = np.exp(np.quantile(np.median(logs[drawn], axis=1), (0.025, 0.975)))
    quantiles = [float(np.quantile(some, q)) for q in (0.5, 0.95) for some in (base, new)]
    return Timing(node, len(rows), quantiles[0], quantiles[1], quantiles[2], quantiles[3], float(np.exp(np.median(logs))), float(low), float(high), p)


def _log(base: float, new: float) -> float:
    return float(np.log(max(new, 1e-3) / max(base, 1e-3)))
