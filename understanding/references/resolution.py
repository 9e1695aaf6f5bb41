"""The result of resolving a message's references."""

from collections.abc import Sequence
from typing import Literal

from ...schema.base import Noun
from ...schema.reference import Reference, Shown


class Resolution(Noun):
    """`none`: the message has no references. `ambiguous`: it may mean any of `choices`; ask. `impossible`: only `available` products were shown; say
    so.
    `reference`: the one that failed. `supplier_ids`, `brands`: what "that factory", "this brand" mean. `shown`: the earlier list that the message
    returns to.
    `among`: the products that a superlative chooses from. `lost`: references that found nothing, though others did or the whole list is taken
    instead.
    """

    outcome: Literal["none", "resolved", "ambiguous", "impossible"] = "none"
    product_ids: tuple[str, ...] = ()
    supplier_ids: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    reference: Reference | None = None
    choices: tuple[str, ...] = ()
    available: int = 0
    shown: Shown | None = None
    among: tuple[str, ...] = ()
    lost: tuple[Reference, ...] = ()

    @property
    def text(self) -> str:
        """The buyer's words for the reference that failed."""
        return self.reference.text if self.reference else ""


def merged(one: Resolution, other: Resolution) -> Resolution:
    """Both resolutions in order, each product once."""

    def both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*first, *second]))

    return Resolution(
        outcome="resolved", product_ids=both(one.product_ids, other.product_ids), supplier_ids=both(one.supplier_ids, other.supplier_ids),
        brands=both(one.brands, other.brands), shown=one.shown or other.shown, among=one.among or other.among,
    )  # fmt: skip
