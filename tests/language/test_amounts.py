"""Numbers with their units, and where they stand."""

import pytest
from daogou.language.amounts import amount, amounts
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("words", "low", "high", "currency"),
    [
        ("两百来块", 200, 200, "CNY"), ("两三百", 200, 300, None), ("80 quid", 80, 80, "GBP"), ("$3", 3, 3, "USD"), ("29块9", 29.9, 29.9, "CNY"),
        ("3万5", 35_000, 35_000, None), ("1.5k", 1_500, 1_500, None), ("half a dozen", 6, 6, None), ("fifty bucks", 50, 50, "USD"),
        ("四十几块", 40, 50, "CNY"), ("the forties", 40, 50, None), ("3块5毛", 3.5, 3.5, "CNY"), ("US$12", 12, 12, "USD"), ("三成五", 35, 35, None),
        ("3,20 EUR", 3.2, 3.2, "EUR"), ("€3,50", 3.5, 3.5, "EUR"), ("1.200,50 €", 1200.5, 1200.5, "EUR"), ("$1,200", 1200, 1200, "USD"),
        ("two and a half kilos", 2.5, 2.5, None), ("10 and a half", 10.5, 10.5, None), ("3 grand", 3_000, 3_000, None),
    ],
)  # fmt: skip
def test_the_number_that_words_are(words: str, low: float, high: float, currency: str | None) -> None:
    found = amount(words)
    assert found is not None and (found.low, found.high, found.currency) == (low, high, currency)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("A4 paper for M404dn, 500ml at $3 or 两百来块", ["500ml", "$3", "两百来块"]),
        ("1米8的床, 5米6米之间", ["1米8", "5米", "6米"]),
        ("200一对以内,千万别超", ["200"]),
        ("9 by 12 feet, 12乘20公分, 1.5米乘2米, 12 sqm", ["9 by 12 feet", "12乘20公分", "1.5米乘2米", "12 sqm"]),
        ("compare 1,2 and a bag of 3, 20 usd", ["1", "2", "3", "20 usd"]),
        ("9月10号前要到, by 25 August, at 12:30 or 3pm, 12 pieces", ["12 pieces"]),
        ("she is 5 ft 4 and he 一米八五, S to 3XL, 5 degrees C", ["5 ft 4", "一米八五", "5 degrees C"]),
        ("零下5度 or -5℃, 20 in total", ["零下5度", "-5℃", "20"]),
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
