"""Wishes in words that none of the goods found meets, and others do that miss one of the conditions: pearls begin above the budget."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from ...catalogue.conditions import Judge
from ...catalogue.verdicts import FAILED
from ...schema.need import Need
from ..decisions.listing import Beyond
from ..decisions.offer import Offer
from ..shop import Shop
from ..wording.called import names_field
from .offers import offers
from .relax import kept, relaxed
from .wish import Record, Wish, wish

POOL = 100
"""Goods that are looked through without a condition."""


def beyond(said: Sequence[str], found: Sequence[Offer], need: Need, shop: Shop, today: date) -> tuple[Beyond, ...]:
    """Of each of the words the nearest of such goods, where there are any: by price the cheapest, else the first. What the shelf is called all of
    its goods are."""
    said = [one for one in said if not (names_field(one) or shop.reader.vocabulary.says(need.category, one))]
    records = [Record.of(offer.product, need.language) for offer in found]
    unmet = [one for one in map(wish, said) if not any(_meets(one, record) for record in records)] if need.hard else []
    return tuple(each for one in unmet for each in islice(_elsewhere(one, need, shop, today), 1))


def _elsewhere(one: Wish, need: Need, shop: Shop, today: date) -> Iterator[Beyond]:
    for condition in need.hard:
        if kept(condition) or condition.field.startswith("supplier"):
            continue
        pool = shop.remembered.products(relaxed(need, (condition.id,)), today=today, k=POOL).candidates
        failing = Judge(shop.catalogue.columns, today, need.quantity).verdicts(condition) == FAILED
        missing = [each for each in pool if (row := shop.catalogue.row(each.product_id)) is not None and failing[row]]
        meeting = [offer for offer in offers(shop.catalogue, missing, need.quantity) if _meets(one, Record.of(offer.product, need.language))]
        priced = [offer for offer in meeting if offer.price is not None] if condition.field == "price" else []
        if meeting:
            nearest = min(priced, key=lambda offer: abs(float(offer.price or 0) - float(str(condition.value))), default=meeting[0])
            yield Beyond(one.text, nearest, condition)


def _meets(one: Wish, record: Record) -> bool:
    told = one.told(record)
    return (told is not None and told.met) or one.number(record) is not None
