"""A price named in a message: what the buyer would pay, or what a supplier asks."""

from typing import Literal

from .base import Noun
from .product import Money
from .reference import Reference


class Bid(Noun):
    """`target` is the buyer's own price for one piece, `quote` a supplier's answer to an inquiry. `currency` None: not said.

    `reference` points at the supplier or product that a quote is of, `text` are the buyer's words for it ("the Yiwu one").
    """

    kind: Literal["target", "quote"]
    unit_price: Money
    currency: str | None = None
    min_quantity: int | None = None
    lead_days: int | None = None
    reference: Reference | None = None
    text: str = ""
