"""What so many pieces of a product cost."""

from ...schema.product import Product
from ...schema.product_view import Priced


def priced(product: Product, quantity: int) -> Priced:
    """By the tier for the quantity; where it lies below the first, at the first, as everywhere."""
    unit = product.price_at(quantity)
    less = next((tier for tier in product.price if tier.min_qty > quantity and unit is not None and tier.unit_price < unit), None)
    return Priced(
        quantity=quantity,
        currency=product.currency,
        unit_price=None if unit is None else str(unit),
        total=None if unit is None else str(unit * quantity),
        moq=product.moq,
        below_moq=product.moq is not None and quantity < product.moq,
        stock=product.stock,
        over_stock=product.stock is not None and quantity > product.stock,
        next_qty=less.min_qty if less else None,
        next_price=str(less.unit_price) if less else None,
    )


def least(product: Product) -> int:
    """The smallest number of pieces that can be ordered."""
    return product.moq or (product.price[0].min_qty if product.price else 1)
