"""What a seller answered to a letter, as it was read: prices, minimums, times; and how it lies to the plan."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from .base import Noun
from .product import Money
from .sourcing_plan import Tier
from .sourcing_task import Note

LONGEST_QUOTE = 20_000
"""Characters."""
QuoteStatus = Literal["read", "confirmed", "discarded"]


class QuotedLine(Noun):
    """Of one line of the letter. `tiers` are prices by number, in `currency`; `lead` is as it was written, `lead_days` its longest; `valid_until` the
    last day. None, "" or none: it isn't said."""

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
        """At the tier for `quantity`; None where no price was quoted for so few."""
        fitting = [tier for tier in self.tiers if tier.min_qty <= quantity]
        return fitting[-1].unit_price if fitting else None

    @property
    def least(self) -> int:
        """The smallest number that is sold."""
        return self.moq or (self.tiers[0].min_qty if self.tiers else 1)


class SellerQuote(Noun):
    """`read` until the buyer confirms it as it was read, or discards it. `notes` say what of it wasn't taken."""

    id: str
    letter: int
    lines: tuple[QuotedLine, ...] = ()
    notes: tuple[Note, ...] = ()
    text: str = ""
    status: QuoteStatus = "read"
    at: datetime


class QuoteRow(Noun):
    """A line of a letter beside the plan, at its number: the plan's price (`listed`) and the seller's (`quoted`), None where it is unknown. Costs are
    in the mailing's currency, None where no rate leads to it. `over`: so many more must be bought. `missing` is what the seller didn't say; `best`:
    no seller quotes less for the line, of quotes that still hold."""

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
    """`planned` and `quoted` are sums over the same lines: those that are quoted and have a listed price; `unquoted` are the others. Of a line that
    several sellers quote the least counts; a quote that has expired is in neither."""

    rows: tuple[QuoteRow, ...] = ()
    planned: Decimal | None = None
    quoted: Decimal | None = None
    currency: str
    unquoted: tuple[int, ...] = ()
