"""An inquiry to a supplier and the quotes for it; drafted by Daogou, sent by the buyer."""

from typing import Literal

from .base import Noun
from .product import Money


class Quote(Noun):
    """A supplier's quote as the buyer entered it: `unit_price` from `min_quantity` pieces on; `lead_days` until shipment. None: not stated."""

    product_id: str | None = None
    unit_price: Money
    currency: str
    min_quantity: int | None = None
    lead_days: int | None = None
    turn: int = 1


class Inquiry(Noun):
    """`status` "sent": the buyer said so. `target_price`: per piece, in `currency`. `language`: the supplier's; `translation`: the text in the
    buyer's language if that differs. `asks`: fields to ask about besides those that the conditions leave unknown."""

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
