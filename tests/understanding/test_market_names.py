"""Which market the words of a fact name."""

import pytest
from daogou.understanding.tokens.fact_names import market_in


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("美国站", "US"),
        ("schools in Poland", "PL"),
        ("the uk", "UK"),
        ("中国", "CN"),
        ("nail polish shop", None),
    ],
)
def test_a_market_is_named_alone_or_among_other_words(words: str, code: str | None) -> None:
    assert market_in(words) == code
