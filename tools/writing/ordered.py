"""Writes what the buyer ordered before, and what is due."""

from datetime import date

from ...schema.need import Need
from ...schema.order import Order
from ..decisions.ordered import Bought, Ordered, Rhythm
from ..wording.capitals import uncapitalised
from ..wording.names import short
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .facts import hurdles
from .unkept import misses


def ordered(decision: Ordered, need: Need, draft: Draft) -> None:
    if decision.nobody or not decision.rows:
        draft.say(
            "ordered.nobody" if decision.nobody else f"ordered.none_{'due' if decision.wanted == 'due' else 'such' if decision.orders else 'yet'}"
        )
        return
    draft.say(f"ordered.open_{decision.wanted}", day=decision.rows[0].order.ordered_at.date())
    for number, row in enumerate(decision.rows, 1):
        line = draft.wording.say(
            "ordered.line", number=number, title=_title(row, draft.wording), then=_then(row.order, draft.wording, decision.wanted != "again")
        )
        missing = misses(row.offer, need.active, draft) if row.offer else ""
        rhythm = draft.wording.say("ordered.rhythm_line", rhythm=_rhythm(row.rhythm, draft.wording)) if row.rhythm else ""
        draft.add(line + (_now(row, draft) if row.offer else draft.wording.say("ordered.gone")) + missing + rhythm)
    if decision.offers:
        draft.say("ordered.next" if len(decision.offers) == 1 else "ordered.next_several")


def reminder(row: Bought, wording: Wording) -> str:
    """ "You ordered 200 of these about every 60 days; the last was 70 days ago" """
    if row.rhythm is None:
        return ""
    category = row.offer.product.text(wording.language).category if row.offer else ()
    return wording.say(
        "ordered.reminder", title=_title(row, wording), rhythm=_rhythm(row.rhythm, wording), what=uncapitalised("".join(category[-1:]))
    )


def _title(row: Bought, wording: Wording) -> str:
    return short(row.offer, wording.language) if row.offer is not None else plain(row.order.product_id)


def _then(order: Order, wording: Wording, dated: bool) -> str:
    key = "ordered.then" if order.unit_price is not None else "ordered.then_unpriced"
    price = wording.money(order.unit_price, order.currency) if order.unit_price is not None else ""
    said = wording.say(key, quantity=wording.count(order.quantity, "quantity"), price=price)
    return wording.say("ordered.on", day=_day(order), then=said) if dated else said


def _day(order: Order) -> date:
    return order.ordered_at.date()


def _now(row: Bought, draft: Draft) -> str:
    """What it costs now at that quantity, beside what was paid, and what stands in the way."""
    offer, wording = row.offer, draft.wording
    assert offer is not None
    product, then = offer.product, row.order.unit_price
    now = wording.say("ordered.now", quantity=wording.count(row.quantity, "quantity"), price=wording.money(offer.price, product.currency))
    parts = [now if offer.price is not None else wording.say("semicolon") + wording.say("no_price")]
    if offer.price is not None and then is not None and row.order.currency == product.currency:
        change = "same" if offer.price == then else "dearer" if offer.price > then else "cheaper"
        parts.append(wording.say(f"ordered.{change}", amount=wording.money(abs(offer.price - then), product.currency)))
    return wording.say("list_comma").join([*parts, *hurdles(offer, row.quantity, wording)]) + draft.cite_product(offer)


def _rhythm(rhythm: Rhythm, wording: Wording) -> str:
    many = wording.count(rhythm.high, "quantity") if rhythm.low == rhythm.high else f"{rhythm.low:,}-{wording.count(rhythm.high, 'quantity')}"
    return wording.say("ordered.rhythm", times=rhythm.times, quantity=many, every=rhythm.every, since=rhythm.since)
