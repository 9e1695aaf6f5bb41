"""What "the lightest" is the first of: the products listed, and all that meet the need."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ...schema.need import ASCENDING, Need
from ...schema.reading import Reading
from ...schema.reference import Reference
from ..decisions.details import First
from ..decisions.offer import Offer
from ..searching.offers import judged, offers
from ..shop import Shop
from .details import value_of

_TOLD = 3
"""Products that are told of those that come first."""


def first(reading: Reading, told: Sequence[Offer], among: Sequence[str], listed: Sequence[str], need: Need, shop: Shop, today: date) -> First | None:
    """None where no superlative alone says which product is meant, or it only points at what is asked about something else."""
    one = _superlative(reading)
    if (
        one is None
        or any(name != one.sort.lstrip("-") for name in reading.asked if one.sort)
        or reading.supposed
        or one.sort is None
        or not told
        or len(among) < 2
        or len(told) >= len(among)  # all of them are meant: no record of theirs says which comes first
    ):
        return None
    field, ids = one.sort.removeprefix("-"), tuple(offer.id for offer in told)
    least = (field in ASCENDING) != one.sort.startswith("-")
    numbers = {each: listed.index(each) for each in among if each in listed}
    stating = tuple(offer for offer in told if value_of(offer, field, "en") is not None)
    if not stating:  # of those that the search put first none states it, and what does may be another kind of thing
        return None
    part = First(field, least, len(among), stating[:_TOLD], stating, len(stating), numbers, _level(field, told, among, listed, shop))
    if one.within or one.place is not None or set(among) != set(listed) or not shop.retriever.of_goods(need, listed, today=today):
        return part
    best = shop.retriever.leading(need, one.sort, today=today)
    if best.total < len(listed):
        return part  # the list is of what nearly meets it, or of another need
    own = tuple(offer for offer in stating if offer.id in best.ids)[:_TOLD]
    others = [each for each in best.ids if each not in ids][: max(_TOLD - len(own), 0)]
    ahead, behind = (offers(shop.catalogue, judged(shop.catalogue, every, need, today), need.quantity) for every in (others, best.behind[:1]))
    if len({offer.product.currency for offer in (*told, *ahead, *behind)}) > 1 and field == "price":
        return part
    silent = best.total - best.stating
    return replace(part, best=(*own, *ahead), count=len(best.ids), level=(), total=best.total, silent=silent, behind=tuple(behind))


def _level(field: str, told: Sequence[Offer], among: Sequence[str], listed: Sequence[str], shop: Shop) -> tuple[int, ...]:
    """Where in the list others stand that are rated the same."""
    if field != "rating":
        return ()
    same = [each.id for each in shop.catalogue.products(list(among)) if each.rating == told[0].product.rating]
    return tuple(listed.index(each) for each in same if each in listed and each not in [offer.id for offer in told])


def _superlative(reading: Reading) -> Reference | None:
    """The one pointer of the message, where it is a superlative of a whole list."""
    if len(reading.references) != 1:
        return None
    one = reading.references[0]
    plain = one.kind == "extreme" and one.ordinal is None and not (one.conditions or one.words or one.excluding)
    return one if plain else None
