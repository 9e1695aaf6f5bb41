"""Numbers with their units, and where they stand."""

import pytest
from daogou.language.amounts import amount, amounts
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("words", "low", "high", "currency"),
    [
        ("两百来块", 200, 200, "CNY"),
        ("80 quid", 80, 80, "GBP"),
        ("三成五", 35, 35, None),
        ("3 grand", 3_000, 3_000, None),
    ],
)
def test_the_number_that_words_are(words: str, low: float, high: float, currency: str | None) -> None:
    found = amount(words)
    assert found is not None and (found.low, found.high, found.currency) == (low, high, currency)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("A4 paper for M404dn, 500ml at $3 or 两百来块", ["500ml", "$3", "两百来块"]),
        ("compare 1,2 and a bag of 3, 20 usd", ["1", "2", "3", "20 usd"]),
        ("9月10号前要到, by 25 August, at 12:30 or 3pm, 12 pieces", ["12 pieces"]),
        ("the second one, 316L, 3000K, 60w以上", ["316L", "3000K", "60w"]),
    ],
)
def test_where_numbers_stand_and_which_digits_are_none(text: str, spans: list[str]) -> None:
    assert [text[one.start : one.end] for one in amounts(text)] == spans


FORMS = (
    "{:g}元", "¥{:g}", "{:g} yuan", "${:g}", "{:g}块钱", "{:g} euros", "{:g}kg", "{:g} litres", "{:g}厘米", "{:g}个", "{:g} pcs", "{:g}%", "{:g}星",
)  # fmt: skip


@given(
    number=st.integers(1, 99_999) | st.sampled_from((0.5, 1.2, 4.6, 19.9, 2.75)),
    form=st.sampled_from(FORMS),
    around=st.sampled_from(("{}", "要{}的", "for {} please")),
)
def test_a_number_that_is_written_is_read_back(number: float, form: str, around: str) -> None:
    written = form.format(number) if number < 1e5 else form
    (found,) = amounts(around.format(written))
    assert (found.low, found.high, found.vague) == (number, number, False)
    assert around.format(written)[found.start : found.end] == written
    assert found.kind
