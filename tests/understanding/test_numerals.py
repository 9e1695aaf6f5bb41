"""Numbers in every usual writing."""

import pytest
from daogou.understanding.language.atom import atoms
from daogou.understanding.language.numerals import numeral
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("100", 100),
        ("19.9", 19.9),
        ("3万", 30000),
        ("1万2千", 12000),
        ("一百五十", 150),
        ("两万五千", 25000),
        ("四点五", 4.5),
        ("two hundred and fifty", 250),
        ("three thousand five hundred", 3500),
        ("one twenty-five", 125),
    ],
)
def test_exact_numbers(text: str, value: float) -> None:
    found = numeral(atoms(text), 0)
    assert found is not None and (found.low, found.high, found.end) == (value, value, len(atoms(text)))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("两三百", 200, 300),
        ("三四个", 3, 4),
        ("二十二三度", 22, 23),
        ("一百二三", 120, 130),
        ("三五十", 30, 50),
        ("十几", 10, 20),
        ("20多", 20, 30),
        ("一百多", 100, 200),
    ],
)
def test_vague_numbers(text: str, low: float, high: float) -> None:
    found = numeral(atoms(text), 0)
    assert found is not None and (found.low, found.high) == (low, high)


@pytest.mark.parametrize(("text", "value"), [("five ten", 5), ("five-ten", 5), ("two three", 2), ("twenty thirty", 20)])
def test_two_numbers_side_by_side_are_two(text: str, value: float) -> None:
    found = numeral(atoms(text), 0)
    assert found is not None and (found.low, found.end) == (value, 1)


@given(st.integers(0, 10**12))
def test_digits_with_and_without_separators(number: int) -> None:
    for text in (str(number), f"{number:,}"):
        found = numeral(atoms(text), 0)
        assert found is not None and found.low == number


_RANGES = (("{}到{}万", 10_000), ("{}至{}千", 1_000), ("{}-{}k", 1_000), ("{}~{} thousand", 1_000), ("{} to {}k", 1_000), ("{} - {}万", 10_000))


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(_RANGES))
def test_both_ends_of_a_range_have_its_multiplier_where_that_leaves_a_range(low: int, high: int, written: tuple[str, int]) -> None:
    text, scale = written
    found = numeral(atoms(text.format(low, high)), 0)
    assert found is not None and (found.low, found.end) == (low * scale if low < high else low, 1)


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(("到", "至", "-", "~", " to ")))
def test_a_range_without_a_multiplier_has_its_numbers(low: int, high: int, link: str) -> None:
    found = numeral(atoms(f"{low}{link}{high}"), 0)
    assert found is not None and (found.low, found.high) == (low, low)
