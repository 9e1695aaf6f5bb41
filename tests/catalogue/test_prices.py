"""Prices of all rows are kept for a few quantities, and are those of the quantity."""

from daogou.catalogue import columns
from daogou.catalogue.columns import MONEY_SCALE
from daogou.schema.product import Product

from .columns import columns_of


def test_prices_are_made_once_and_never_mixed() -> None:
    tiers = [{"min_qty": quantity, "unit_price": str(100 - quantity)} for quantity in range(1, 10)]
    found = columns_of([Product.model_validate({"id": "p", "title": "t", "price": tiers})])
    for quantity in [None, *range(1, 10)] * 2:
        assert found.unit_prices(quantity).tolist() == [(100 - (quantity or 1)) * MONEY_SCALE]
        assert found.unit_prices(quantity) is found.unit_prices(quantity)
        assert len(found._prices) <= columns._QUANTITIES
