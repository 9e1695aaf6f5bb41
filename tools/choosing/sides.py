"""What the store's own goods tell of the sides of a choice: how many there are, what they cost and what buyers say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from ...dialogue.grounding import measuring
from ...dialogue.linking import Linked
from ...retrievers.analysis import words
from ...understanding.tokens.aspects import spoken_of
from ..decisions.knowledge import Opinion, Side
from ..decisions.offer import Offer
from ..facts.rated import rating_of
from ..facts.reviews import reviews_of
from ..facts.shelf import Shelf
from .difference import MIN_REVIEWS, RATING_SPREAD, Z

READ = 20
"""Products of a side whose reviews are read, the most reviewed first."""


def sides(alternatives: Sequence[str], subject: str, shelf: Shelf) -> tuple[Side, ...]:
    """Each side with the goods that are of it alone; () where nobody knows of which side any are. A side
    that no goods are of is told where their records are silent on it."""
    of_each = shelf.each(alternatives)
    counts = Counter(offer.id for found in of_each for offer in found)
    alone = [tuple(offer for offer in found if counts[offer.id] == 1) for found in of_each]
    if not any(alone) and not (shelf.goods and all(shelf.silent_on(side) for side in alternatives)):
        return ()
    heard = [_heard(found, shelf) for found in alone]
    aspects = spoken_of(subject)
    known = [(side, found, said) for side, found, said in zip(alternatives, alone, heard, strict=True) if found or shelf.silent_on(side)]
    linked = Linked(shelf.shop.reader, (shelf.category,) if shelf.category else ())
    field = next((one for word in words(subject) if (one := measuring(word.term, shelf.category, linked)) is not None), "")
    return tuple(replace(_side(side, found, _opinions(said, aspects)), measured=_measured(field, found)) for side, found, said in known)


def _measured(field: str, found: Sequence[Offer]) -> tuple[str, float, float] | None:
    stated = [offer.product.attributes.get(field.removeprefix("attr.")) for offer in found]
    numbers = [float(one) for one in stated if isinstance(one, (int, float)) and not isinstance(one, bool)]
    return (field, min(numbers), max(numbers)) if numbers else None


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
