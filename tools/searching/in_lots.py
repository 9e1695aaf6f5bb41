"""Of a quantity that is wanted: products whose MOQ allows it come first; of one piece, those that are sold in few."""

from collections.abc import Sequence

from ...catalogue.catalogue import Catalogue
from ...schema.candidate import Candidate
from ...schema.need import Need
from ...schema.product import Product

FEW, LOTS = 2, 10
"""Pieces that who wants one may take as well, and that he won't."""
POOR = 3.0
"""Stars: nobody shows goods with fewer first."""


def over(product: Product, need: Need) -> bool:
    """Whether its seller wants more to be bought."""
    return need.quantity is not None and product.moq is not None and product.moq > need.quantity


def least(product: Product) -> int:
    """As few as are sold: by its MOQ, else from what number on it has a price."""
    return product.moq if product.moq is not None else priced_from(product)


def priced_from(product: Product) -> int:
    """From what number on it has a price; 1 where it has none."""
    return product.price[0].min_qty if product.price else 1


def for_one(need: Need) -> bool:
    """Whether one may be wanted: no number is said, and nothing of a trade."""
    return need.quantity is None and not any(fact.kind in ("trade", "market") for fact in need.facts)


def lots(product: Product, need: Need) -> int:
    """What counts against it that more must be bought than the one that may be wanted: the more, the more."""
    return sum(least(product) > number for number in (FEW, LOTS)) if need.quantity is None and counts_lots(need) else 0


def counts_lots(need: Need) -> bool:
    """Whether it counts how many must be bought."""
    return need.quantity is not None or (for_one(need) and need.category is not None)


def poor(product: Product) -> bool:
    return product.rating is not None and product.rating < POOR


def in_lots(candidates: Sequence[Candidate], need: Need, catalogue: Catalogue) -> tuple[Candidate, ...]:
    """In their order, those that want more bought behind the others; as they are where an order is wished for."""
    if need.quantity is None or need.sort:
        return tuple(candidates)
    known = {product.id: product for product in catalogue.products([one.product_id for one in candidates])}
    return tuple(sorted(candidates, key=lambda one: one.product_id in known and over(known[one.product_id], need)))
