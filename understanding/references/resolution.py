"""What a message's pointers come to."""

from collections.abc import Sequence
from typing import Literal

from ...schema.base import Noun
from ...schema.reference import Reference, Shown


class Resolution(Noun):
    """`none`: the message points at nothing. `ambiguous`: `choices` are the products it may mean, ask. `impossible`: `available` were shown, say so.

    `reference` is the pointer that could not be followed. `supplier_ids` and `brands` belong to "that factory", "this brand"; `shown` is the
    list that was gone back to; `among` are the products of which a superlative means the first; `lost` are pointers that found nothing, beside others
    that found something or where all of the list is told of in their place.
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
        """The buyer's words for what could not be followed."""
        return self.reference.text if self.reference else ""


def merged(one: Resolution, other: Resolution) -> Resolution:
    """Both, in their order, each product once."""

    def both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*first, *second]))

    return Resolution(
        outcome="resolved",
        product_ids=both(one.product_ids, other.product_ids),
        supplier_ids=both(one.supplier_ids, other.supplier_ids),
        brands=both(one.brands, other.brands),
        shown=one.shown or other.shown,
        among=one.among or other.among,
    )
