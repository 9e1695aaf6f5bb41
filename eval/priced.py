"""What a product costs, where a price is looked for in a text."""

from decimal import Decimal

from ..schema.product import Product

UNPRICED = Decimal(-1)
"""No text tells such an amount."""


def unit_price(product: Product, quantity: int | None = None) -> Decimal:
    """UNPRICED where the record states none."""
    price = product.price_at(quantity)
    return UNPRICED if price is None else price
