"""Past orders of a few demo buyers, so that "the same as last time" has something to find."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from .certificates import NOW
from .products import Product
from .words import load

PAID = Decimal("0.98")
"""What was paid then for what costs 1 now."""


def make_orders(products: Iterable[Product]) -> list[dict[str, Any]]:
    """By `orders.yaml`, for the categories that there are, oldest first."""
    every = list(products)
    rows = [order for row in load("orders") for order in _orders(row, every)]
    dated = sorted(rows, key=lambda row: (row["ordered_at"], row["product_id"]))
    return [{"id": f"O{number:05}", **row} for number, row in enumerate(dated, 1)]


def _orders(row: Mapping[str, Any], products: list[Product]) -> Iterable[dict[str, Any]]:
    """All of one product: the first of the category that can be had in this quantity."""
    fitting = [one.record for one in products if one.reviewed_as.id == row["category"] and _can_be_had(one.record, row["quantity"])]
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


def _can_be_had(record: Mapping[str, Any], quantity: int) -> bool:
    return (record["moq"] or quantity + 1) <= quantity <= (record["stock"] or 0) and (record.get("rating") or 0) >= 4


def _price(record: Mapping[str, Any], quantity: int) -> str:
    """At the tier of that quantity."""
    tiers = record["price"] if isinstance(record["price"], list) else [{"min_qty": 1, "unit_price": record["price"]}]
    return str([tier["unit_price"] for tier in tiers if tier["min_qty"] <= quantity][-1])
