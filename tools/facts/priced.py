"""What so many pieces of a product cost."""

from ...schema.product import Product
from ...schema.product_view import Priced


def priced(product: Product, quantity: int) -> Priced:
    """By the tiers that an order can have; of fewer pieces than can be ordered no price is told."""
    tiers = product.tiers
    reached = next((tier for tier in reversed(tiers) if tier.min_qty <= quantity), None)
    less = next((tier for tier in tiers if tier.min_qty > quantity and (reached is None or tier.unit_price < reached.unit_price)), None)
    return Priced(
        quantity=quantity,
        currency=product.currency,
        unit_price=str(reached.unit_price) if reached else None,
        total=str(reached.unit_price * quantity) if reached else None,
        moq=product.moq,
        below_moq=product.moq is not None and quantity < product.moq,
        stock=product.stock,
        over_stock=product.stock is not None and quantity > product.stock,
        next_qty=less.min_qty if less else None,
        next_price=str(less.unit_price) if less else None,
    )


def least(product: Product) -> int:
    """The smallest number of pieces that can be ordered."""
    return product.tiers[0].min_qty if product.price else product.moq or 1
