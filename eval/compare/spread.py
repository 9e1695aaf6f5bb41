"""Paired statistics: what one side is worth beside the other, over pairs that hang together in clusters.

Turns of one conversation and wordings of one scenario rise and fall together, so clusters, not turns, are what is drawn anew (bootstrap) and what
changes its sign (Fisher's randomisation test, as for rankings in Smucker et al. 2007). scipy computes both.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pair import Pair

DRAWS = 2000
SEED = 20261125
EVEN = 1e-9
Floats = NDArray[np.float64]


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
    differences = [pair.difference for pair in pairs]
    sums, counts = _clustered([pair.cluster for pair in pairs], differences)
    low, high = interval(sums, counts)
    return Paired(
        pairs=len(pairs),
        clusters=len(sums),
        changed=int(np.count_nonzero(np.abs(sums) > EVEN)),
        wins=sum(each > EVEN for each in differences),
        ties=sum(abs(each) <= EVEN for each in differences),
        losses=sum(each < -EVEN for each in differences),
        base=Spread.of([pair.base.content for pair in pairs]),
        new=Spread.of([pair.new.content for pair in pairs]),
        difference=float(sums.sum() / counts.sum()),
        low=low,
        high=high,
        p=p_value(sums),
    )


def _clustered(clusters: Sequence[str], differences: Sequence[float]) -> tuple[Floats, Floats]:
    """The sum of differences and the number of pairs, by cluster."""
    sums, counts = defaultdict[str, float](float), defaultdict[str, int](int)
    for cluster, difference in zip(clusters, differences, strict=True):
        sums[cluster] += difference
        counts[cluster] += 1
    return np.array([sums[each] for each in counts]), np.array([counts[each] for each in counts], np.float64)


def p_value(sums: Floats) -> float:
    """How often random signs would make the sum as large. Clusters that didn't change tell nothing."""
    from scipy.stats import permutation_test

    changed = sums[np.abs(sums) > EVEN]
    if len(changed) < 2:
        return 1.0
    found = permutation_test(
        (changed, np.zeros_like(changed)),
        lambda ours, theirs, axis: np.sum(ours - theirs, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9999,
        rng=np.random.default_rng(SEED),
    )
    return float(found.pvalue)


def interval(sums: Floats, counts: Floats) -> tuple[float, float]:
    """Of the mean difference, by drawing clusters anew; of one cluster alone, which tells nothing of others, all that may be."""
    from scipy.stats import bootstrap

    if not np.any(np.abs(sums) > EVEN):
        middle = float(sums.sum() / counts.sum())
        return middle, middle
    if len(sums) < 2:
        return -1.0, 1.0
    found = bootstrap(
        (sums, counts),
        lambda some, numbers, axis: np.sum(some, axis=axis) / np.sum(numbers, axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=DRAWS,
        method="percentile",
        rng=np.random.default_rng(SEED),
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)
