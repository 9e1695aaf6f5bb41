"""Past orders of some demo buyers, so that "the same as last time" finds something."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from .certificates import NOW
from .products import Product
from .words import load

PAID = Decimal("0.98")
"""Price paid then, relative to now."""


def make_orders(products: Iterable[Product]) -> list[dict[str, Any]]:
    """The orders of `orders.yaml`, for the products given, oldest first."""
    every = list(products)
    rows = [order for row in load("orders") for order in _orders(row, every)]
    dated = sorted(rows, key=lambda row: (row["ordered_at"], row["product_id"]))
    return [{"id": f"O{number:05}", **row} for number, row in enumerate(dated, 1)]


def _orders(row: Mapping[str, Any], products: list[Product]) -> Iterable[dict[str, Any]]:
    """The orders of one row, all of the first product of its category that is available in this quantity."""
    fitting = [one.record for one in products if one.reviewed_as.id == row["category"] and _is_available(one.record, row["quantity"])]
    if not fitting:
        return
    record = fitting[0]
    for number in range(row["times"]):
        ago = row["last"] + number * row["every"] + (row["shift"] if number % 2 else 0)
        price = (Decimal(_price(record, row["quantity"])) * PAID).quantize(Decimal("0.01"))
        yield {
            "buyer_id": row["buyer"], "product_id": record["id"], "quantity": row["quantity"], "unit_price": str(price),
            "currency": record["currency"], "ordered_at": f"{NOW - timedelta(days=ago)}T09:30:00Z", "synthetic": True,
        }  # fmt: skip


def _is_available(record: Mapping[str, Any], quantity: int) -> bool:
    return (record["moq"] or quantity + 1) <= quantity <= (record["stock"] or 0) and (record.get("rating") or 0) >= 4


def _price(record: Mapping[str, Any], quantity: int) -> str:
    """The unit price at that quantity."""
    tiers = record["price"] if isinstance(record["price"], list) else [{"min_qty": 1, "unit_price": record["price"]}]
    return str([tier["unit_price"] for tier in tiers if tier["min_qty"] <= quantity][-1])
