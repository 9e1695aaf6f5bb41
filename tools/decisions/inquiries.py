"""What was done with inquiries to suppliers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ...schema.inquiry import Inquiry, Quote
from ...schema.reply import ComparisonRow
from ...schema.supplier import Supplier
from .offer import Offer


@dataclass(frozen=True)
class Letter:
    """An inquiry with what it is about. `number` is its place among all of the conversation's, from 1; `translation` its text in the buyer's
    language where the supplier's is another."""

    inquiry: Inquiry
    supplier: Supplier | None
    offers: tuple[Offer, ...]
    number: int
    translation: str = ""


@dataclass(frozen=True)
class QuotedPrice:
    """A quote beside the catalogue's own price at the quantity wanted. `applies` is whether its minimum allows that quantity, None where
    the quantity is not known; `difference` from the `listed` price, None where the currencies differ."""

    letter: Letter
    quote: Quote
    offer: Offer | None
    quantity: int | None
    applies: bool | None
    listed: Decimal | None
    difference: Decimal | None
    total: Decimal | None


@dataclass(frozen=True)
class Inquiries:
    """What was done with inquiries: `letters` are those the reply speaks of, `kept` all of them after the turn.

    `act`: "drafted", "changed", "sent", "send" (asked whether we send), "noted" (quotes), "quotes" (compared), "list", "which" (the supplier
    isn't clear), "nothing" (there is none yet), "impossible" (there is no such one), "already" (sent before).
    """

    act: Literal["drafted", "changed", "sent", "send", "noted", "quotes", "list", "which", "nothing", "impossible", "already"]
    letters: tuple[Letter, ...] = ()
    kept: tuple[Inquiry, ...] = ()
    quoted: tuple[QuotedPrice, ...] = ()
    rows: tuple[ComparisonRow, ...] = ()
