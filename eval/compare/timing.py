"""Time: each node and the whole turn, as ratios between turns that both sides played right after one another.

Two processes of the same code differ for as long as they live, by more than their turns tell. So one pair of processes says only what is to be looked
into (`doubtful`); slower or faster is said of several pairs that had no part in that, by Student's t over them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .clocked import Clocked
from .slicing import p_corrected

SURE = 0.01
FLOOR, FLOOR_MS = 1.25, 1.0
"""What two processes of the same code may differ by, run after run: below that no node is called slower."""
TURN_FLOOR = 1.1
"""The same of a whole turn: from there on it is looked into."""
FEWEST = 8
FEWEST_WITHIN = 16
SLICED = ("language", "intent", "turn", "persona", "conditions", "length")
TURN = "turn"
ALPHA = 0.05
Floats = NDArray[np.float64]
Row = tuple[int, str, float, float]
"""Round, case, BASE and NEW in ms."""


@dataclass(frozen=True)
class Timing:
    """`ratio` is the median of NEW / BASE over cases, `low` and `high` its 95 % interval over as many pairs of processes as there were `rounds` (of a
    single one: over its cases, so without what processes differ by); p50 and p95 in ms; `p` corrected for all nodes (Holm).

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
    rounds: int = 1
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
    def seems_slower(self) -> bool:
        return self.p < SURE and self.low >= FLOOR and self.more_ms >= FLOOR_MS

    @property
    def seems_faster(self) -> bool:
        return self.p < SURE and self.high <= 1 / FLOOR and -self.more_ms >= FLOOR_MS

    @property
    def confirmed(self) -> bool:
        """By other processes than those that gave rise to it."""
        return self.rounds > 1

    @property
    def slower(self) -> bool:
        return self.confirmed and self.seems_slower

    @property
    def faster(self) -> bool:
        return self.confirmed and self.seems_faster

    @property
    def mark(self) -> str:
        return "slower" if self.slower else "faster" if self.faster else "" if self.told_apart else "as noise"

    @property
    def within(self) -> str:
        """The interval, where it has in it what processes differ by."""
        return f"{self.low:.2f} to {self.high:.2f}" if self.confirmed else "one pair of processes"

    @property
    def told_apart(self) -> bool:
        """From noise."""
        return self.confirmed and not self.low <= 1 <= self.high

    @property
    def doubtful(self) -> bool:
        beyond = self.low > TURN_FLOOR or self.high < 1 / TURN_FLOOR
        return self.seems_slower or self.seems_faster or (self.node == TURN and beyond)


def timings(times: Sequence[Clocked]) -> list[Timing]:
    """The whole turn first, then the nodes; empty where too few turns were played together."""
    found = _by_node(times)
    nodes = sorted((node for node, rows in found.items() if _cases(rows) >= FEWEST), key=lambda node: (node != TURN, node))
    ps = p_corrected([_p(found[node]) for node in nodes])
    return [_timing(node, found[node], p) for node, p in zip(nodes, ps, strict=True)]


def doubtful(times: Sequence[Clocked]) -> bool:
    """Whether something seems slower or faster, so that other processes must be asked."""
    return any(each.doubtful for each in (*timings(times), *_within(times).values()))


def slowed(times: Sequence[Clocked], whole: Sequence[Timing]) -> list[Timing]:
    """Nodes that got slower, the most time lost first; each with the slices that it got slower for, where it didn't for others."""
    apart = _within(times)
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


def _within(times: Sequence[Clocked]) -> dict[tuple[str, str], Timing]:
    """By slice and node. A slice with fewer cases could never be sure, after the correction for all of them."""
    groups: dict[str, list[Clocked]] = defaultdict(list)
    for one in times:
        for name in SLICED:
            for value in one.slices.get(name, ()):
                groups[f"{name}={value}"].append(one)
    rows = {
        (title, node): some
        for title, group in groups.items()
        for node, some in _by_node(group).items()
        if node != TURN and _cases(some) >= FEWEST_WITHIN
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


def _by_node(times: Sequence[Clocked]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for one in times:
        for node in one.base.keys() & one.new.keys():
            found[node].append((one.round, one.case, one.base[node], one.new[node]))
    return found


def _cases(rows: Sequence[Row]) -> int:
    return len({case for _, case, _, _ in rows})


def _p(rows: Sequence[Row]) -> float:
    """Wilcoxon's signed ranks over the cases' median log ratios: what disturbs one case in time spares the next, whatever they say."""
    from scipy.stats import wilcoxon

    medians = _medians(rows)
    return float(wilcoxon(medians).pvalue) if np.any(medians) else 1.0


def _medians(rows: Sequence[Row]) -> Floats:
    """Of the log ratios of each case."""
    ratios: dict[str, list[float]] = defaultdict(list)
    for _, case, base, new in rows:
        ratios[case].append(float(np.log(max(new, 1e-3) / max(base, 1e-3))))
    return np.array([np.median(some) for some in ratios.values()])


def _timing(node: str, rows: Sequence[Row], p: float) -> Timing:
    base, new = np.array([row[2] for row in rows]), np.array([row[3] for row in rows])
    by_round = [_medians([row for row in rows if row[0] == number]) for number in sorted({row[0] for row in rows})]
    middles = np.array([np.median(medians) for medians in by_round])
    low, high = np.exp(_interval(middles, _medians(rows)))
    quantiles = [float(np.quantile(some, q)) for q in (0.5, 0.95) for some in (base, new)]
    ratio = float(np.exp(np.mean(middles)))
    return Timing(
        node, len(rows), quantiles[0], quantiles[1], quantiles[2], quantiles[3], ratio, min(low, ratio), max(high, ratio), p, len(middles)
    )  # fmt: skip


def _interval(middles: Floats, cases: Floats) -> tuple[float, float]:
    """Of the log ratio: over pairs of processes, and never narrower than over cases."""
    from scipy.stats import t

    low, high = _of_median(cases)
    if len(middles) < 2:
        return low, high
    half = float(t.ppf(1 - ALPHA / 2, len(middles) - 1) * np.std(middles, ddof=1) / np.sqrt(len(middles)))
    return min(low, float(np.mean(middles)) - half), max(high, float(np.mean(middles)) + half)


def _of_median(values: Floats) -> tuple[float, float]:
    """Between those two of the values that the sign test leaves: exact, whatever the distribution (Conover 1999, 3.2)."""
    from scipy.stats import binom

    left_out = max(0, int(binom.ppf(ALPHA / 2, len(values), 0.5)) - 1)
    ordered = np.sort(values)
    return float(ordered[left_out]), float(ordered[-1 - left_out])
