"""How sure a difference is: of content over clusters of cases, slice by slice; of time, node by node, in turns played right after one another.

Two processes of the same code differ for as long as they live, a turn by up to 0.85x and a node by more. So only a node that takes half as long
again, and 5 ms more, is called slower; what is less is for `python -m daogou.eval.bench turn`, several times on either side.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .cases import Pair

ALPHA = 0.05
TESTABLE = 6
"""Clusters that must have changed before a test could say anything (2 of 2^6 signs are below 5 %)."""
SEED = 20261125
EVEN = 1e-9
Floats = NDArray[np.float64]
FEWEST = 5
SURE = ALPHA
CROWDED = 0.01
MOST_NAMED = 4
SURELY = 0.01
FLOOR, FLOOR_MS = 1.5, 5.0
FEWEST_TURNS, FEWEST_WITHIN = 8, 16
SLICED = ("language", "intent", "turn", "persona", "conditions", "length")
TURN = "turn"
Row = tuple[str, float, float]
"""Case, BASE and NEW in ms."""


@dataclass(frozen=True)
class Spread:
    """The middle and the tail of a side."""

    mean: float
    median: float
    p10: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        array = np.asarray(values, np.float64)
        return cls(float(array.mean()), float(np.median(array)), float(np.quantile(array, 0.1)))


@dataclass(frozen=True)
class Paired:
    """`difference` is the mean of NEW - BASE, `low` and `high` its 95 % interval, `p` two-sided. `changed`: clusters whose sum isn't 0."""

    pairs: int
    clusters: int
    changed: int
    wins: int
    ties: int
    losses: int
    base: Spread
    new: Spread
    difference: float
    low: float
    high: float
    p: float


def paired(pairs: Sequence[Pair]) -> Paired:
    """Of at least one pair."""
    differences = np.array([pair.difference for pair in pairs])
    wins, losses = int((differences > EVEN).sum()), int((differences < -EVEN).sum())
    sums, counts = _of(pairs)
    p = p_value(sums, counts)
    base, new = (Spread.of([getattr(pair, side).content for pair in pairs]) for side in ("base", "new"))
    change = (float(sums.sum() / counts.sum()), *interval(sums, counts, p), p)
    return Paired(len(pairs), len(sums), _changed(sums), wins, len(pairs) - wins - losses, losses, base, new, *change)


def at_level(found: Paired, pairs: Sequence[Pair], alpha: float) -> Paired:
    """With the interval of another level than 95 %."""
    low, high = interval(*_of(pairs), found.p, alpha)
    return replace(found, low=low, high=high)


def _of(pairs: Sequence[Pair]) -> tuple[Floats, Floats]:
    """The sum of differences and the number of pairs, by cluster."""
    sums, counts = defaultdict[str, float](float), defaultdict[str, int](int)
    for pair in pairs:
        sums[pair.cluster] += pair.difference
        counts[pair.cluster] += 1
    return np.array([sums[each] for each in counts]), np.array([counts[each] for each in counts], np.float64)


def _changed(sums: Floats) -> int:
    return int(np.count_nonzero(np.abs(sums) > EVEN))


def p_value(sums: Floats, counts: Floats) -> float:
    """The larger of two: how often random signs would make the sum as large (clusters that didn't change tell nothing), and that of `interval`'s t:
    what only one of them finds is not found."""
    from scipy.stats import permutation_test, t

    changed = sums[np.abs(sums) > EVEN]
    if len(changed) < 2:
        return 1.0
    found = permutation_test(
        (changed, np.zeros_like(changed)), lambda ours, theirs, axis: np.sum(ours - theirs, axis=axis),
        permutation_type="samples", vectorized=True, n_resamples=9999, rng=np.random.default_rng(SEED),
    )  # fmt: skip
    if len(changed) < TESTABLE:
        return float(found.pvalue)
    middle, error = _estimate(sums, counts)
    return max(float(found.pvalue), float(2 * t.sf(abs(middle) / error, len(changed) - 1)))


def interval(sums: Floats, counts: Floats, p: float, alpha: float = ALPHA) -> tuple[float, float]:
    """Of the mean difference, at the level 1 - `alpha`; `p` is the test's.

    Where fewer than six clusters changed, no size of a change can be told from so few: what their number tells, each change being as large as it may
    (1). That number's bounds are Clopper and Pearson's (1934), exact; of clusters none of which changed it is the "rule of three" (Hanley and
    Lippman-Hand 1983). From six on Student's t over clusters (a ratio of sums: Cochran 1977, 6.3), as few degrees of freedom as those that changed
    leave, and one change more counted, of the usual size and either way: so Agresti and Min (2005) keep a matched difference's interval from being
    too narrow. Simulated it holds the truth in 92 to 99 % of samples, of very skewed changes over fewer than 20 clusters in 85 to 94 %.
    """
    from scipy.stats import t

    if len(sums) < 2:
        return -1.0, 1.0
    middle, error = _estimate(sums, counts)
    if (changed := _changed(sums)) < TESTABLE:
        return min(-_share(sums < -EVEN, alpha), middle), max(_share(sums > EVEN, alpha), middle)
    half = float(t.ppf(1 - alpha / 2, changed - 1)) * error
    zero = [0.0] if p > alpha else []
    return max(-1.0, min([middle - half, *zero])), min(1.0, max([middle + half, *zero]))


def _estimate(sums: Floats, counts: Floats) -> tuple[float, float]:
    """The mean difference and its standard error."""
    middle, changed = float(sums.sum() / counts.sum()), sums[np.abs(sums) > EVEN]
    squares = ((sums - counts * middle) ** 2).sum() + (np.mean(changed**2) if len(changed) else 0.0)
    return middle, float(np.sqrt(squares * len(sums) / max(1, len(sums) - 1)) / counts.sum())


def _share(found: NDArray[np.bool_], alpha: float) -> float:
    """The most that the share of such clusters may be."""
    from scipy.stats import beta

    count, every = int(found.sum()), len(found)
    return 1.0 if count == every else float(beta.ppf(1 - alpha / 2, count + 1, every - count))


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
    crowding = {key: float(hypergeom.sf(each.losses - 1, len(pairs), lost, each.pairs)) if each.losses else 1.0 for key, each in found.items()}
    return [Slice(*key, each, float(ps.get(key, 1.0)), crowding[key], each.losses / lost if lost else 0.0) for key, each in found.items()]


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
        return self.p < SURELY and self.low >= FLOOR and self.more_ms >= FLOOR_MS

    @property
    def faster(self) -> bool:
        return self.p < SURELY and self.high <= 1 / FLOOR and -self.more_ms >= FLOOR_MS

    @property
    def mark(self) -> str:
        return "slower" if self.slower else "faster" if self.faster else ""


def timings(pairs: Iterable[Pair]) -> list[Timing]:
    """The whole turn first, then the nodes; empty where too few turns were played together."""
    found = _by_node(pairs)
    nodes = sorted((node for node, rows in found.items() if _cases(rows) >= FEWEST_TURNS), key=lambda node: (node != TURN, node))
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
    every = {(title, node): some for title, group in groups.items() for node, some in _by_node(group).items() if node != TURN}
    rows = {key: some for key, some in every.items() if _cases(some) >= FEWEST_WITHIN}
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
