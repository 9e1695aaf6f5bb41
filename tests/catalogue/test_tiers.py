"""Prices by quantity, as an order can have them."""

from decimal import Decimal

import pytest
from daogou.schema.product import Product


@pytest.mark.parametrize(
    ("moq", "recorded", "orderable"),
    [
        (None, [(1, "9"), (10, "8")], [(1, "9"), (10, "8")]),
        (2, [(1, "9"), (10, "8")], [(2, "9"), (10, "8")]),
        (100, [(1, "9"), (10, "8")], [(100, "8")]),
        (2, [], []),
    ],
)
def test_no_price_is_told_of_fewer_than_can_be_ordered(moq: int | None, recorded: list[tuple[int, str]], orderable: list[tuple[int, str]]) -> None:
    price = [{"min_qty": number, "unit_price": cost} for number, cost in recorded]
    product = Product.model_validate({"id": "a", "title": "a", "moq": moq, "price": price})
    assert [(one.min_qty, one.unit_price) for one in product.tiers] == [(number, Decimal(cost)) for number, cost in orderable]
