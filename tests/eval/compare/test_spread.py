"""Intervals over few clusters: wide enough, and never at odds with p."""

from collections.abc import Sequence

import numpy as np
import pytest
from daogou.eval.compare.statistics import ALPHA, SURE, Floats, Paired, interval, p_value, paired, sliced
from hypothesis import given, settings
from hypothesis import strategies as st

from .test_statistics import pair

SCORES = st.sampled_from([0.0, 0.25, 0.8, 1.0])


def of(*differences: float) -> Paired:
    return paired([pair(number, 1.0, 1.0 + each) for number, each in enumerate(differences)])


def test_one_cluster_tells_nothing_of_others() -> None:
    assert interval(np.array([-0.5]), np.array([6.0]), 1.0) == (-1.0, 1.0)


def test_clusters_that_all_fell_by_as_much_have_an_interval_of_some_width() -> None:
    found = of(*[-0.2] * 9)
    assert found.low < -0.23 and -0.17 < found.high < 0 and found.p < ALPHA


@pytest.mark.parametrize("size", [1, 3])
@settings(max_examples=40)
@given(scores=st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=40))
def test_an_interval_and_its_p_never_contradict_each_other(scores: list[tuple[float, float]], size: int) -> None:
    pairs = [pair(number // size, *each, "zh" if number % 3 else "en") for number, each in enumerate(scores)]
    whole = paired(pairs)
    assert (whole.low > 0 or whole.high < 0) == (whole.p <= ALPHA)
    assert whole.low - 1e-9 <= whole.difference <= whole.high + 1e-9 and -1 <= whole.low < whole.high <= 1
    for one in sliced(pairs):
        assert (one.paired.low > 0 or one.paired.high < 0) == (one.p < SURE) == (one.worse or one.better)


def drawn(rng: np.random.Generator, clusters: int) -> tuple[Floats, Floats]:
    """Half of the clusters change by -0.5, -0.25 or 0.25; each has one to four pairs."""
    counts = rng.integers(1, 5, clusters).astype(np.float64)
    return counts * np.where(rng.random(clusters) < 0.5, rng.choice([-0.5, -0.25, 0.25], clusters), 0.0), counts


@pytest.mark.parametrize("clusters", [6, 12, 60])
def test_the_truth_lies_within_as_often_as_is_said(clusters: int) -> None:
    rng, truth = np.random.default_rng(1), 0.5 * (-0.5 - 0.25 + 0.25) / 3
    ends: Sequence[tuple[float, float]] = [interval(*drawn(rng, clusters), p=0.0) for _ in range(400)]
    assert sum(low <= truth <= high for low, high in ends) / 400 >= 0.92


def test_both_tests_must_find_it() -> None:
    """One of few clusters fell by far the most: random signs alone would call that sure of the mean."""
    sums = np.array([-0.01] * 6 + [-1.0])
    assert p_value(sums, np.ones(7)) > ALPHA and interval(sums, np.ones(7), 1.0)[1] >= 0
