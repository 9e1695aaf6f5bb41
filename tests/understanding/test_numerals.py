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
        ("1,000", 1000),
        ("1,000,000", 1000000),
        ("19.9", 19.9),
        ("3万", 30000),
        ("100 万", 1000000),
        ("3万5", 35000),
        ("1万2千", 12000),
        ("1.5k", 1500),
        ("2千", 2000),
        ("一百五", 150),
        ("一百五十", 150),
        ("一百零五", 105),
        ("两千三", 2300),
        ("一万二", 12000),
        ("两万五千", 25000),
        ("二十", 20),
        ("十五", 15),
        ("四点五", 4.5),
        ("a hundred", 100),
        ("two hundred and fifty", 250),
        ("twenty-five", 25),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("three thousand five hundred", 3500),
        ("fifteen hundred", 1500),
        ("two fifty", 250),
        ("one twenty-five", 125),
    ],
)
def test_exact_numbers(text: str, value: float) -> None:
    found = numeral(atoms(text), 0)
    assert found is not None and (found.low, found.high, found.end) == (value, value, len(atoms(text)))


@pytest.mark.parametrize(
    ("text", "low", "high"), [("两三百", 200, 300), ("三五十", 30, 50), ("十几", 10, 20), ("20多", 20, 30), ("一百多", 100, 200)]
)
def test_vague_numbers(text: str, low: float, high: float) -> None:
    found = numeral(atoms(text), 0)
    assert found is not None and (found.low, found.high) == (low, high)


@pytest.mark.parametrize(("text", "value"), [("five ten", 5), ("five-ten", 5), ("two three", 2), ("twenty thirty", 20)])
def test_two_numbers_side_by_side_are_two(text: str, value: float) -> None:
    found = numeral(atoms(text), 0)
    assert found is not None and (found.low, found.end) == (value, 1)


@pytest.mark.parametrize("text", ["睡袋", "a bag", "hundred", "-", "half"])
def test_no_numbers(text: str) -> None:
    assert numeral(atoms(text), 0) is None


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


@pytest.mark.parametrize(
    ("text", "place", "low"),
    [
        ("between 15 and 20k", 1, 15_000), ("between $15 and $20k", 2, 15_000), ("在15和20万之间", 1, 150_000), ("三到五千", 0, 3_000),
        ("十五到二十万", 0, 150_000), ("15万到20万", 0, 150_000), ("5 and 20k", 0, 5),
        ("500到1万", 0, 500), ("一到一百", 0, 1), ("W3-5k", 1, 3), ("100-200块", 0, 100),
        ("20~30ml", 0, 20),
    ],
)  # fmt: skip
def test_the_first_number_of_a_range(text: str, place: int, low: float) -> None:
    found = numeral(atoms(text), place)
    assert found is not None and found.low == low
