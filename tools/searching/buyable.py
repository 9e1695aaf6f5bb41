"""What a buyer can really buy, and would be glad of: goods held against the number that he wants, and against what their buyers think."""

from collections.abc import Iterable
from statistics import fmean

from ...retrievers.ordering import LOTS
from ...schema.need import Need
from ...schema.product import Product

FEW = 2
"""Pieces that who wants one may take as well."""
SURE = 5
"""Ratings that weigh as much as what is usual for such goods."""
POORLY = 4
"""What it counts against goods, beside wishes, that their buyers rate them low."""
BELOW = 0.35
"""Stars below what is usual of such goods, from which on nobody shows a product first."""


def over(product: Product, quantity: int | None) -> bool:
    """Whether its seller wants more to be bought than are wanted."""
    return quantity is not None and product.moq is not None and product.moq > quantity


def scarce(product: Product, quantity: int | None) -> bool:
    """Whether fewer are in stock than are wanted."""
    return quantity is not None and product.stock is not None and product.stock < quantity


def out_of_reach(product: Product, need: Need) -> bool:
    """Whether it can't be had in the number wanted; who wants one takes no lot."""
    if need.quantity is None:
        return for_one(need) and least(product) > LOTS
    return over(product, need.quantity) or scarce(product, need.quantity)


def least(product: Product) -> int:
    """As few as are sold: by its MOQ, else from what number on it has a price."""
    return product.moq if product.moq is not None else priced_from(product)


def priced_from(product: Product) -> int:
    """From what number on it has a price; 1 where it has none."""
    return product.price[0].min_qty if product.price else 1


def for_one(need: Need) -> bool:
    """Whether one may be wanted: no number is said, and nothing of a trade."""
    return need.quantity is None and not any(fact.kind in ("trade", "market") and fact.value != "consumer" for fact in need.facts)


def lots(product: Product, need: Need) -> float:
    """What counts against it that more must be bought than the one that may be wanted: less than what is wished for."""
    return 0.5 if for_one(need) and least(product) > FEW else 0.0


def several(product: Product, need: Need) -> float:
    """What counts against it in a list that just one can't be had."""
    return 0.5 if for_one(need) and least(product) > 1 else 0.0


def usual(products: Iterable[Product]) -> float:
    """How such goods are rated."""
    return fmean([product.rating for product in products if product.rating is not None] or [0.0])


def quality(product: Product, others: float) -> float:
    """Its rating, as far as there are reviews for it; else what is usual."""
    rating, count = others if product.rating is None else product.rating, SURE if product.review_count is None else product.review_count
    return (rating * count + others * SURE) / (count + SURE)


def poor(product: Product, others: float) -> bool:
    """Whether its buyers rate it clearly lower than is usual of such goods."""
    return quality(product, others) < others - BELOW
