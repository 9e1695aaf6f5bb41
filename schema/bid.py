"""A price stated in a message: the buyer's target, or a supplier's quote."""

from typing import Literal

from .base import Noun
from .product import Money
from .reference import Reference


class Bid(Noun):
    """`target`: the buyer's own unit price; `quote`: a supplier's answer to an inquiry. `currency` None: not stated.

    `reference` points at the quote's supplier or product; `text` holds the buyer's words for it ("the Yiwu one").
    """

    kind: Literal["target", "quote"]
    unit_price: Money
    currency: str | None = None
    min_quantity: int | None = None
    lead_days: int | None = None
    reference: Reference | None = None
    text: str = ""
