"""Time: each node and the whole turn, as ratios between turns that both sides played right after one another.

Two processes of the same code differ for as long as they live, a turn by up to 0.85x and a node by more. So only a node that takes half as long
again, and 5 ms more, is called slower; what is less is for `python -m daogou.eval.bench turn`, several times on either side.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .pair import Pair
from .slicing import p_corrected

SURE = 0.01
FLOOR, FLOOR_MS = 1.5, 5.0
FEWEST, FEWEST_WITHIN = 8, 16
SLICED = ("language", "intent", "turn", "persona", "conditions", "length")
TURN = "turn"
ALPHA = 0.05
Row = tuple[str, float, float]
"""Case, BASE and NEW in ms."""


@dataclass(frozen=True)
class Timing:
    """`ratio` is the median of NEW / BASE over cases, `low` and `high` its 95 % interval; p50 and p95 in ms; `p` corrected for all nodes (Holm).

    `whom`: the slices that it holds for, () for everybody.
    """

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
    def more_ms(self) -> float:
        return self.new_p50 - self.base_p50

    @property
    def slower(self) -> bool:
        return self.p < SURE and self.low >= FLOOR and self.more_ms >= FLOOR_MS

    @property
    def faster(self) -> bool:
        return self.p < SURE and self.high <= 1 / FLOOR and -self.more_ms >= FLOOR_MS

    @property
    def mark(self) -> str:
        return "slower" if self.slower else "faster" if self.faster else ""


def timings(pairs: Iterable[Pair]) -> list[Timing]:
    """The whole turn first, then the nodes; empty where too few turns were played together."""
    found = _by_node(pairs)
    nodes = sorted((node for node, rows in found.items() if _cases(rows) >= FEWEST), key=lambda node: (node != TURN, node))
    ps = p_corrected([_p(found[node]) for node in nodes])
    return [_timing(node, found[node], p) for node, p in zip(nodes, ps, strict=True)]


def slowed(pairs: Sequence[Pair], whole: Sequence[Timing]) -> list[Timing]:
    """Nodes that got slower, the most time lost first; each with the slices that it got slower for, where it didn't for others."""
    apart, found = _within(pairs), []
    for node in sorted({each.node for each in (*whole, *apart.values())} - {TURN}):
        everybody = [each for each in whole if each.node == node and each.slower]
        some = [(title, each) for (title, name), each in apart.items() if name == node and each.slower and _stands_out(apart, title, node)]
        if some:
            titles = tuple(title for title, _ in sorted(some, key=lambda pair: -pair[1].ratio))
            found.append(replace((everybody or [some[0][1]])[0], whom=titles))
        else:
            found += everybody
    return sorted(found, key=lambda each: -each.more_ms)


def _within(pairs: Iterable[Pair]) -> dict[tuple[str, str], Timing]:
    """By slice and node."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for name in SLICED:
            for value in pair.slices.get(name, ()):
                groups[f"{name}={value}"].append(pair)
    rows = {
        (title, node): some
        for title, group in groups.items()
        for node, some in _by_node(group).items()
        if node != TURN and _cases(some) >= FEWEST_WITHIN
    }
    ps = p_corrected([_p(some) for some in rows.values()])
    return {key: _timing(key[1], some, p) for (key, some), p in zip(rows.items(), ps, strict=True)}


def _stands_out(apart: Mapping[tuple[str, str], Timing], title: str, node: str) -> bool:
    """Whether it is surely slower there than for those others of that dimension for whom it isn't slower, and there are such."""
    name, least, more = title.partition("=")[0], apart[title, node].low, apart[title, node].more_ms
    others = [each for (other, which), each in apart.items() if other.partition("=")[0] == name and which == node and not each.slower]
    return bool(others) and all(each.high < least and each.more_ms < more / 2 for each in others)


def _by_node(pairs: Iterable[Pair]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for pair in pairs:
        for node in pair.base.ms.keys() & pair.new.ms.keys() if pair.together else ():
            found[node].append((f"{pair.base.suite}/{pair.base.case}", pair.base.ms[node], pair.new.ms[node]))
    return found


def _cases(rows: Sequence[Row]) -> int:
    return len({case for case, _, _ in rows})


def _p(rows: Sequence[Row]) -> float:
    """Wilcoxon's signed ranks over the cases' median log ratios: what disturbs one case in time spares the next."""
    from scipy.stats import wilcoxon

    medians = _medians(rows)
    return float(wilcoxon(medians).pvalue) if np.any(medians) else 1.0


def _medians(rows: Sequence[Row]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Of the log ratios of each case."""
    ratios: dict[str, list[float]] = defaultdict(list)
    for case, base, new in rows:
        ratios[case].append(float(np.log(max(new, 1e-3) / max(base, 1e-3))))
    return np.array([np.median(some) for some in ratios.values()])


def _timing(node: str, rows: Sequence[Row], p: float) -> Timing:
    """The interval of the median lies between those two of the values that the sign test leaves (Conover 1999, 3.2)."""
    from scipy.stats import binom

    quantiles = [float(np.quantile([row[side] for row in rows], q)) for q in (0.5, 0.95) for side in (1, 2)]
    ordered = np.sort(_medians(rows))
    out = max(0, int(binom.ppf(ALPHA / 2, len(ordered), 0.5)) - 1)
    ratio, low, high = (float(np.exp(value)) for value in (np.median(ordered), ordered[out], ordered[-1 - out]))
    return Timing(node, len(rows), quantiles[0], quantiles[1], quantiles[2], quantiles[3], ratio, low, high, p)
