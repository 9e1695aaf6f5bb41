"""Numbers with their units, and where they stand."""

import pytest
from daogou.reader.amounts import amount
from daogou.reader.numbers_in import numbers_in


@pytest.mark.parametrize(
    ("words", "low", "high", "currency"),
    [
        ("两百来块", 200, 200, "CNY"), ("两三百", 200, 300, None), ("80 quid", 80, 80, "GBP"), ("$3", 3, 3, "USD"), ("29块9", 29.9, 29.9, "CNY"),
        ("3万5", 35_000, 35_000, None), ("1.5k", 1_500, 1_500, None), ("half a dozen", 6, 6, None), ("fifty bucks", 50, 50, "USD"),
    ],
)  # fmt: skip
def test_the_number_that_words_are(words: str, low: float, high: float, currency: str | None) -> None:
    found = amount(words)
    assert found is not None and (found.low, found.high, found.currency) == (low, high, currency)


def test_numbers_of_a_name_are_none() -> None:
    text = "A4 paper for M404dn, 500ml at $3 or 两百来块"
    assert [text[start:end] for start, end in numbers_in(text)] == ["500ml", "$3", "两百来块"]
