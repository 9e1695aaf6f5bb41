"""Kappa and alpha against worked examples of their sources, and what must hold of any."""

from math import isnan

import pytest
from daogou.eval.judging.agreement import cohen, fleiss, krippendorff
from daogou.eval.judging.biases import Share
from hypothesis import given
from hypothesis import strategies as st

RATINGS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["new", "base", None]), min_size=3)


def test_cohen_of_a_known_table() -> None:
    table = {("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}  # 0.4, the textbook's grants
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    assert cohen({str(n): a for n, (a, _) in enumerate(pairs)}, {str(n): b for n, (_, b) in enumerate(pairs)}) == pytest.approx(0.4)


def test_fleiss_of_its_first_example() -> None:
    rows = [(0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1), (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)]  # fmt: skip  # noqa: E501
    said = [[str(kind) for kind, count in enumerate(row) for _ in range(count)] for row in rows]
    ratings = {f"r{rater}": {f"i{item}": said[item][rater] for item in range(10)} for rater in range(14)}
    assert fleiss(ratings) == pytest.approx(0.210, abs=0.0005)


def test_krippendorff_of_its_nominal_example_with_gaps() -> None:
    rows = ["* * * * * 3 4 1 2 1 1 3 3 * 3", "1 * 2 1 3 3 4 3 * * * * * * *", "* * 2 1 3 4 4 * 2 1 1 3 3 * 4"]
    ratings = {f"r{n}": {f"i{at}": value for at, value in enumerate(row.split()) if value != "*"} for n, row in enumerate(rows)}
    assert krippendorff(ratings) == pytest.approx(0.691, abs=0.001)


@given(RATINGS)
def test_who_agrees_with_himself_has_one_or_nothing_to_go_by(ratings: dict[str, str | None]) -> None:
    for found in (cohen(ratings, ratings), fleiss({"a": ratings, "b": ratings}), krippendorff({"a": ratings, "b": ratings})):
        assert isnan(found) or found == pytest.approx(1)


@given(RATINGS, RATINGS)
def test_agreement_does_not_depend_on_who_comes_first(one: dict[str, str | None], other: dict[str, str | None]) -> None:
    assert cohen(one, other) == pytest.approx(cohen(other, one), nan_ok=True)


@given(st.integers(0, 50), st.integers(1, 50))
def test_an_interval_holds_its_share(count: int, more: int) -> None:
    share = Share(count, count + more)
    low, high = share.interval
    assert 0 <= low <= share.value <= high <= 1
