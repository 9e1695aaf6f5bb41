"""The largest number that the goods of a category state: what tells pieces of a set from sets to buy."""

from decimal import Decimal
from typing import Any

import pytest
from daogou.catalogue.stated import most
from daogou.schema.product import PriceTier, Product

from .columns import columns_of


def product(number: int, category: tuple[str, ...], **attributes: Any) -> Product:
    tiers = (PriceTier(min_qty=1, unit_price=Decimal(10)),)
    return Product(id=f"p{number}", title=f"{number}", category=category, price=tiers, attributes=attributes, supplier_id="s1")


COLUMNS = columns_of(
    [
        product(1, ("玩具", "积木"), pieces=48),
        product(2, ("玩具", "积木"), pieces=1200),
        product(3, ("玩具", "拼图"), pieces=2000),
        product(4, ("家居", "四件套"), pieces=4),
        product(5, ("家居", "毛巾"), gsm=500),
    ]
)


@pytest.mark.parametrize(
    ("category", "attribute", "expected"),
    [
        ("积木", "pieces", 1200),
        ("玩具", "pieces", 2000),
        ("四件套", "pieces", 4),
        ("毛巾", "pieces", None),
        (None, "pieces", 2000),
        ("积木", "size", None),
    ],
)
def test_the_most_is_that_of_the_category(category: str | None, attribute: str, expected: float | None) -> None:
    assert most(COLUMNS, category, attribute) == expected
