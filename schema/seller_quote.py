"""A seller's quote as read from the answer to a letter, and its comparison with the plan."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from .base import Noun
from .product import Money
from .sourcing_plan import Tier
from .sourcing_task import Note

LONGEST_QUOTE = 20_000
"""Characters of a seller's answer."""
QuoteStatus = Literal["read", "confirmed", "discarded"]


class QuotedLine(Noun):
    """The quote for one line of a letter. `tiers`: prices by quantity in `currency`. `lead`: as written; `lead_days`: its upper end. `valid_until`:
    last day. None or empty: not stated."""

    line: int
    product_id: str
    currency: str
    tiers: tuple[Tier, ...] = ()
    moq: int | None = None
    lead: str = ""
    lead_days: int | None = None
    freight: str = ""
    valid_until: date | None = None

    def price_at(self, quantity: int) -> Decimal | None:
        """Unit price of the tier for `quantity`; None if it is below the first."""
        fitting = [tier for tier in self.tiers if tier.min_qty <= quantity]
        return fitting[-1].unit_price if fitting else None

    @property
    def least(self) -> int:
        """Smallest quantity sold."""
        return self.moq or (self.tiers[0].min_qty if self.tiers else 1)


class SellerQuote(Noun):
    """`status`: "read" until the buyer confirms or discards it. `notes`: parts that were not understood."""

    id: str
    letter: int
    lines: tuple[QuotedLine, ...] = ()
    notes: tuple[Note, ...] = ()
    text: str = ""
    status: QuoteStatus = "read"
    at: datetime


class QuoteRow(Noun):
    """A letter's line compared with the plan at its quantity: listed and quoted unit price, None if unknown. Costs are in the mailing's currency,
    None without an exchange rate. `over`: extra pieces that must be bought. `missing`: what the seller did not state. `best`: lowest valid quote for
    the line."""

    line: int
    letter: int
    goods: str
    supplier: str | None = None
    quantity: int
    listed: Money | None = None
    quoted: Money | None = None
    currency: str
    listed_cost: Decimal | None = None
    quoted_cost: Decimal | None = None
    over: int = 0
    lead: str = ""
    valid_until: date | None = None
    expired: bool = False
    missing: tuple[str, ...] = ()
    best: bool = False


class QuoteComparison(Noun):
    """`planned` and `quoted`: sums over the lines that have both a listed price and a valid quote, the lowest of several; `unquoted`: the other
    lines."""

    rows: tuple[QuoteRow, ...] = ()
    planned: Decimal | None = None
    quoted: Decimal | None = None
    currency: str
    unquoted: tuple[int, ...] = ()
