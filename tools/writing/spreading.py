"""Writes how many there are, and how their prices are spread."""

from decimal import ROUND_HALF_UP, Decimal

from ...retrievers.spread import Spread
from ...schema.need import Need
from ..decisions.spreading import Spreading
from ..wording.plain import plain
from ..wording.wording import uncapitalised
from .draft import Draft

_CENT = Decimal("0.01")


def spreading(found: Spreading, need: Need, what: str, draft: Draft) -> None:
    what, conditions = uncapitalised(found.kind) or what, draft.wording.conditions(need.hard)
    if not found.total:
        draft.say(
            "listing.nothing_meets" if conditions else "listing.nothing", what=what, conditions=conditions, query=plain(need.query)[:60] or what
        )
        return
    draft.say("spread.count" if conditions else "spread.count_plain", what=what, total=found.total, conditions=conditions)
    prices(found.prices, found.total, need, draft)


def prices(spreads: tuple[Spread, ...], total: int, need: Need, draft: Draft) -> None:
    """A line a currency; one price is told as it is."""
    wording = draft.wording
    key = "spread.at" if need.quantity else "spread.first"
    at = wording.say(key, total=total, count=wording.count(need.quantity, "quantity"))
    for one in spreads:
        known = "" if one.count == total else wording.say("spread.of", count=one.count)
        low, median, mean, high = (wording.money(_cents(amount), one.currency) for amount in one[2:])
        draft.say("spread.one_price" if one.low == one.high else "spread.prices", at=at, known=known, low=low, median=median, mean=mean, high=high)


def _cents(amount: float) -> Decimal:
    return Decimal(str(round(amount, 6))).quantize(_CENT, ROUND_HALF_UP)
