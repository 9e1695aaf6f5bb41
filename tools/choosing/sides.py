"""What the store's own goods tell of the sides of a choice: how many there are, what they cost, what buyers say, and in what else they differ."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import median, mode

from ...schema.product import AttributeValue
from ...understanding.tokens.aspects import spoken_of
from ..decisions.knowledge import Differing, Opinion, Side
from ..decisions.offer import Offer
from ..facts.alternatives import names_whole
from ..facts.rated import rating_of
from ..facts.reviews import reviews_of
from ..facts.shelf import Shelf
from .difference import MIN_REVIEWS, RATING_SPREAD, Z
from .telling import tells

READ = 20
"""Products of a side whose reviews are read, the most reviewed first."""
LEAST = 2
"""Products of either side that must state an attribute."""
_APART, _SHARE = 1.2, 0.5
"""How far medians, and shares of the commonest value, must lie apart."""
DIFFERENCES = 2


def sides(alternatives: Sequence[str], subject: str, shelf: Shelf) -> tuple[tuple[Side, ...], tuple[Differing, ...]]:
    """Each side with the goods that are of it alone, and what else tells two sides apart; () where nobody knows of which side any are. A side
    that no goods are of is told where their records are silent on it."""
    of_each = shelf.each(alternatives)
    counts = Counter(offer.id for found in of_each for offer in found)
    alone = [tuple(offer for offer in found if counts[offer.id] == 1) for found in of_each]
    if not any(alone) and not (shelf.goods and all(shelf.silent_on(side) for side in alternatives)):
        return (), ()
    heard = [_heard(found, shelf) for found in alone]
    aspects = spoken_of(subject)
    known = [(side, found, said) for side, found, said in zip(alternatives, alone, heard, strict=True) if found or shelf.silent_on(side)]
    told = tuple(_side(side, found, _opinions(said, aspects)) for side, found, said in known)
    defining = {one.field.removeprefix("attr.") for side in alternatives for one in shelf.conditions(side)}
    return told, differing(alone[0], alone[1], shelf.language, defining, alternatives) if len(alone) == 2 else ()


def better(told: Sequence[Side]) -> str | None:
    """The side that buyers rate higher by more than chance; "" where neither, None where too few rate them."""
    if len(told) != 2 or any(side.rating is None or side.reviews < MIN_REVIEWS for side in told):
        return None
    first, second = sorted(told, key=lambda side: -(side.rating or 0))
    margin = Z * RATING_SPREAD * sqrt(1 / first.reviews + 1 / second.reviews)
    return first.name if (first.rating or 0) - (second.rating or 0) > margin else ""


def _side(name: str, found: Sequence[Offer], opinions: tuple[Opinion, ...]) -> Side:
    if not found:
        return Side(name)
    rating, count = rating_of(found)
    best = max(found, key=lambda offer: (not offer.candidate.failed, offer.product.review_count or 0))
    prices = [offer.price for offer in found if offer.price is not None]
    sold = [offer.product.sold_90d for offer in found if offer.product.sold_90d is not None]
    ids = tuple(offer.id for offer in found)
    return Side(
        name, len(found), min(prices, default=None), max(prices, default=None), best, rating, count, sum(sold) if sold else None, opinions, ids
    )


def _heard(found: Sequence[Offer], shelf: Shelf) -> dict[str, Opinion]:
    """By aspect, of the most reviewed."""
    read = sorted(found, key=lambda offer: -(offer.product.review_count or 0))[:READ]
    told: dict[str, Opinion] = {}
    for one in (one for offer in read for one in reviews_of(offer.product, shelf.shop.catalogue, shelf.language).heard):
        before = told.get(one.aspect, Opinion(one.aspect, 0, 0))
        told[one.aspect] = Opinion(one.aspect, before.good + one.good, before.bad + one.bad)
    return told


def _opinions(heard: dict[str, Opinion], aspects: Sequence[str]) -> tuple[Opinion, ...]:
    return tuple(one for aspect in aspects if (one := heard.get(aspect)) is not None and one.good + one.bad)


def differing(
    one: Sequence[Offer], other: Sequence[Offer], language: str, apart_from: Iterable[str] = (), sides: Sequence[str] = ()
) -> tuple[Differing, ...]:
    """The attributes that half of either state whose usual values differ most: medians of what is measured, the commonest of words; none that only
    says which side it is."""
    names = {name for offer in (*one, *other) for name in offer.product.attributes} - {*apart_from}
    stated = {name: (_values(one, name, language), _values(other, name, language)) for name in sorted(names)}
    usual = {name: own for name, own in stated.items() if 2 * len(own[0]) >= len(one) and 2 * len(own[1]) >= len(other)}
    found = [(_apart(*own), name) for name, own in usual.items()]
    told = sorted(((apart, name) for apart, name in found if apart is not None), key=lambda each: (-each[0][0], each[1]))
    differ = (Differing(name, first, second) for (_, first, second), name in told)
    return tuple(one for one in differ if not any(names_whole(side, str(value)) for side in sides for value in (one.first, one.second)))[:DIFFERENCES]


def _values(offers: Sequence[Offer], name: str, language: str) -> list[AttributeValue]:
    stated = ((offer.product, offer.product.text(language).attributes.get(name)) for offer in offers)
    return [value for product, value in stated if value is not None and not isinstance(value, tuple) and tells(product, value)]


def _apart(one: Sequence[AttributeValue], other: Sequence[AttributeValue]) -> tuple[float, AttributeValue, AttributeValue] | None:
    """How far apart, with the usual value of either; None where too few state it or they are alike."""
    if min(len(one), len(other)) < LEAST:
        return None
    numbers = [[float(value) for value in each if isinstance(value, (int, float)) and not isinstance(value, bool)] for each in (one, other)]
    if len(numbers[0]) == len(one) and len(numbers[1]) == len(other):
        low, high = sorted(median(each) for each in numbers)
        return (high / low - 1, median(numbers[0]), median(numbers[1])) if low > 0 and high >= low * _APART else None
    first, second = mode(one), mode(other)
    share = min(one.count(first) / len(one) - other.count(first) / len(other), other.count(second) / len(other) - one.count(second) / len(one))
    return (share, first, second) if first != second and share >= _SHARE else None
