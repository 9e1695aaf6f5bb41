"""What a product costs, and hard conditions that a reply breaks without saying so: judged from the records, not by what the reply claims."""

import operator
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from ..catalogue.catalogue import Catalogue
from ..catalogue.conditions import Judge
from ..catalogue.verdicts import MET
from ..schema.condition import Condition
from ..schema.product import Product
from ..schema.reply import Reply

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
_PLAIN = ("price", "moq", "rating", "review_count", "sold_90d", "stock")
UNPRICED = Decimal(-1)
"""No text tells such an amount."""


def broken(reply: Reply, catalogue: Catalogue, today: date) -> list[tuple[str, str]]:
    """(product id, condition) for each card that doesn't meet a hard condition and doesn't own up to it in `failed` or `unknown`."""
    conditions, quantity = reply.need.hard, reply.need.quantity
    products = {product.id: product for product in catalogue.products([card.product_id for card in reply.cards])}
    return [
        (card.product_id, condition.name)
        for card in reply.cards
        for condition in conditions
        if condition.name not in (*card.failed, *card.unknown) and not meets(products[card.product_id], condition, quantity, catalogue, today)
    ]


def meets(product: Product, condition: Condition, quantity: int | None, catalogue: Catalogue, today: date) -> bool:
    """From the product's own record where the field is a plain number; by the judge for the rest."""
    if condition.field in _PLAIN and condition.op in _ORDER:
        value = product.price_at(quantity) if condition.field == "price" else getattr(product, condition.field)
        alike = condition.unit in (None, product.currency) or condition.field != "price"
        return alike and value is not None and _ORDER[condition.op](Decimal(str(value)), Decimal(str(condition.value)))
    row = catalogue.row(product.id)
    return row is not None and int(Judge(catalogue.columns, today, quantity).verdicts(condition)[row]) == MET


def count_broken(replies: Iterable[Reply], catalogue: Catalogue, today: date) -> tuple[int, int]:
    """(cards looked at, conditions broken)."""
    known = list(replies)
    return sum(len(reply.cards) for reply in known), sum(len(broken(reply, catalogue, today)) for reply in known)


def unit_price(product: Product, quantity: int | None = None) -> Decimal:
    """UNPRICED where the record states none."""
    price = product.price_at(quantity)
    return UNPRICED if price is None else price
