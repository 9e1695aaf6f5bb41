"""A message to a supplier, and what he answered. Prepared by us, sent by the buyer."""

from typing import Literal

from .base import Noun
from .product import Money


class Quote(Noun):
    """A supplier's answer as the buyer entered it: `unit_price` from `min_quantity` pieces on; `lead_days` until it ships. None: not said."""

    product_id: str | None = None
    unit_price: Money
    currency: str
    min_quantity: int | None = None
    lead_days: int | None = None
    turn: int = 1


class Inquiry(Noun):
    """`status` is `sent` only where the buyer said that he sent it. `target_price` is for one piece, in `currency`; `language` the supplier's.

    `translation` is the text in the buyer's language where that is another. `asks` are fields that the buyer wants asked beside what his
    conditions leave unknown.
    """

    id: str
    supplier_id: str | None = None
    product_ids: tuple[str, ...]
    quantity: int | None = None
    target_price: Money | None = None
    currency: str = "CNY"
    language: Literal["zh", "en"] = "zh"
    asks: tuple[str, ...] = ()
    text: str = ""
    translation: str = ""
    status: Literal["prepared", "sent"] = "prepared"
    turn: int = 1
    quotes: tuple[Quote, ...] = ()
