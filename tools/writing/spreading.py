"""Writes how many there are, and how their prices are spread."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from ...retrievers.spread import Spread
from ...schema.need import Need
from ..decisions.spreading import Spreading
from ..wording.capitals import uncapitalised
from ..wording.plain import plain
from .draft import Draft

_CENT = Decimal("0.01")


def spreading(found: Spreading, need: Need, what: str, draft: Draft) -> None:
    what, conditions = uncapitalised(found.kind) or what, draft.wording.conditions(need.hard)
    if not found.total:
        draft.say(
            "listing.nothing_meets" if conditions else "listing.nothing", what=what, conditions=conditions, query=plain(need.query)[:60] or what
        )
        return
    if not found.pointed:
        draft.say("spread.count" if conditions else "spread.count_plain", what=what, total=found.total, conditions=conditions)
    if found.priced and not found.prices:
        draft.say("spread.unpriced", who=_who(found, draft))
    prices(found.prices, found.total, need, draft, "few" if found.pointed else "all")
    if found.rated:
        _ratings(found, draft)
    for sentence, values in found.told:
        draft.say(sentence, who=_who(found, draft), **values)


def _who(found: Spreading, draft: Draft) -> str:
    return draft.wording.say("spread.few" if found.pointed else "spread.all", total=found.total)


def _ratings(found: Spreading, draft: Draft) -> None:
    wording, one = draft.wording, found.ratings
    who = _who(found, draft)
    if one is None:
        draft.say("spread.unrated", who=who)
        return
    known = "" if one.count == found.total else wording.say("spread.rated", count=one.count)
    low, mean, high = (wording.rating(round(amount, 2), None) for amount in (one.low, one.mean, one.high))
    draft.say("spread.one_rating" if one.low == one.high else "spread.ratings", who=who, known=known, low=low, mean=mean, high=high)


def prices(spreads: tuple[Spread, ...], total: int, need: Need, draft: Draft, of: Literal["all", "few"] = "all") -> None:
    """A line a currency; one price is told as it is."""
    wording = draft.wording
    key = "spread.at" if need.quantity else "spread.first"
    at = wording.say(key, who=wording.say(f"spread.{of}", total=total), count=wording.count(need.quantity, "quantity"))
    for one in spreads:
        known = "" if one.count == total else wording.say("spread.of", count=one.count)
        low, median, mean, high = (wording.money(_cents(amount), one.currency) for amount in one[2:])
        draft.say("spread.one_price" if one.low == one.high else "spread.prices", at=at, known=known, low=low, median=median, mean=mean, high=high)


def _cents(amount: float) -> Decimal:
    return Decimal(str(round(amount, 6))).quantize(_CENT, ROUND_HALF_UP)
