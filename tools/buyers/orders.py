"""The same as last time, and what is due to be ordered again: from the buyer's past orders alone."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from ...catalogue.catalogue import Catalogue
from ...schema.asked import ORDERED
from ...schema.need import Need
from ...schema.order import Order
from ...schema.product import Product
from ...schema.reading import Reading
from ...understanding.language.atom import keys
from ..decisions.offer import Offer
from ..decisions.ordered import Bought, Ordered, Rhythm
from ..searching.offers import judged, offers

MOST = 10
REGULAR = 3
"""Orders on different days that make a rhythm."""
UNEVEN = 2.0
"""How many times the shortest time between two orders the longest may be."""
FORGOTTEN = 365
"""Days (or three times the usual) after which nobody is reminded any more."""


def meant(reading: Reading, orders: Sequence[Order], catalogue: Catalogue, today: date) -> tuple[Order, ...]:
    """The orders that a message speaks of, the last of each product, the latest first."""
    wanted = reading.asked[1]
    last = {order.product_id: order for order in reversed(orders)}  # the latest of each
    fitting = [order for order in _latest_first(last.values()) if _fits(order, reading, catalogue)]
    if wanted == "due":
        due = {rhythm.product_id for rhythm in rhythms(orders, today) if rhythm.due}
        return tuple(order for order in fitting if order.product_id in due)[:MOST]
    if wanted == "history" or not fitting:
        return tuple(fitting[:MOST])
    together = fitting[0].ordered_at.date()
    return tuple(order for order in fitting if order.ordered_at.date() == together)[:MOST]


def ordered(reading: Reading, need: Need, orders: Sequence[Order] | None, catalogue: Catalogue, today: date) -> Ordered:
    """`orders` are the buyer's, None where nobody knows who asks."""
    wanted = reading.asked[1] if reading.asked[1] in ("history", "due") else "again"
    if orders is None:
        return Ordered(wanted, nobody=True)  # type: ignore[arg-type]
    by_product = {rhythm.product_id: rhythm for rhythm in rhythms(orders, today)}
    rows = [
        _bought(order, need.quantity or order.quantity, by_product.get(order.product_id), need, catalogue, today)
        for order in meant(reading, orders, catalogue, today)
    ]
    return Ordered(wanted, tuple(rows), orders=len(orders))  # type: ignore[arg-type]


def rhythms(orders: Iterable[Order], today: date) -> list[Rhythm]:
    """Of the products that were ordered at about even times, those first that are longest overdue."""
    by_product: dict[str, dict[date, int]] = {}
    for order in orders:
        days = by_product.setdefault(order.product_id, {})
        days[order.ordered_at.date()] = days.get(order.ordered_at.date(), 0) + order.quantity
    found = [rhythm for product, days in by_product.items() if (rhythm := _rhythm(product, days, today)) is not None]
    return sorted(found, key=lambda rhythm: (-rhythm.since / rhythm.every, rhythm.product_id))


def reminders(orders: Sequence[Order], catalogue: Catalogue, today: date, category: str | None = None) -> tuple[Bought, ...]:
    """What is due, of `category` where one is named, and still in the catalogue."""
    last = {order.product_id: order for order in reversed(orders)}
    need = Need()
    rows = [_bought(last[one.product_id], last[one.product_id].quantity, one, need, catalogue, today) for one in rhythms(orders, today) if one.due]
    return tuple(row for row in rows if row.offer is not None and category in (None, *row.offer.product.category))[:REGULAR]


def _rhythm(product: str, days: dict[date, int], today: date) -> Rhythm | None:
    when = sorted(day for day in days if day <= today)
    apart = [(later - earlier).days for earlier, later in zip(when, when[1:], strict=False)]
    if len(when) < REGULAR or max(apart) > UNEVEN * min(apart):
        return None
    every = median(apart)
    since = (today - when[-1]).days
    quantities = [days[day] for day in when]
    due = every <= since <= max(FORGOTTEN, 3 * every)
    return Rhythm(product, len(when), min(quantities), max(quantities), round(every), since, due)


def _latest_first(orders: Iterable[Order]) -> list[Order]:
    return sorted(orders, key=lambda order: (order.ordered_at, order.id), reverse=True)


def _fits(order: Order, reading: Reading, catalogue: Catalogue) -> bool:
    """Whether the order is of what the message names: its category, else the last word of its query; anything where it names nothing."""
    if reading.category is None and not reading.query:
        return True
    product = catalogue.product(order.product_id)
    if product is None:
        return False
    if reading.category is not None:
        return reading.category in product.category
    return {*keys(reading.query.split()[-1])} <= {key for text in _names(product) for key in keys(text)}


def _names(product: Product) -> list[str]:
    told = [product.text(language) for language in ("zh", "en")]
    return [text for each in told for text in (each.title, each.brand, *each.category) if text]


def _bought(order: Order, quantity: int, rhythm: Rhythm | None, need: Need, catalogue: Catalogue, today: date) -> Bought:
    now: tuple[Offer, ...] = offers(catalogue, judged(catalogue, [order.product_id], need, today), quantity)
    return Bought(order, quantity, next(iter(now), None), rhythm)


def asks_of_orders(reading: Reading) -> bool:
    return reading.asked[:1] == (ORDERED,)
