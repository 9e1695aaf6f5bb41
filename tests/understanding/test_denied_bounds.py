"""A bound denied is the opposite bound, in every place where the negation may stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .demo import reader

PRICES = st.integers(min_value=2, max_value=9_999)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("不要超过{}元的毛巾", "<="),
        ("不要{}元以上的毛巾", "<="),
        ("{}元以上的毛巾不要", "<="),
        ("毛巾低于{}元的不看", ">="),
        ("towels that can't cost more than {} yuan", "<="),
        ("towels, nothing under {} yuan", ">="),
        ("towels, nothing over {} yuan", "<="),
    ],
)
@given(price=PRICES)
def test_a_denied_bound_is_turned_round(text: str, op: str, price: int) -> None:
    reading = reader().read(text.format(price))
    assert [(each.field, each.op, each.value) for each in reading.conditions] == [("price", op, price)]
    assert reading.category == "毛巾"
