"""When a difference between two offers means something: more than chance, more than a hair."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from ..decisions.offer import Offer

Z = 1.96
"""95 % two-sided normal quantile."""
RATING_SPREAD = 0.9
"""Standard deviation of one star rating, as seen over the demo's reviews; sets how many ratings a difference needs."""
MIN_REVIEWS = 10
"""Fewer ratings than this say nothing against another product's."""
PRICE_HAIR = 0.01
"""Prices within 1 % are one price to a buyer."""
SALES_HAIR = 0.10
LOT_HAIR = 0.20
REPURCHASE_HAIR = 0.05
SUPPLIER_RATING_HAIR = 0.2
"""No count stands behind a supplier's rating, so only a difference that the scale's rounding can't make counts."""
YEARS_HAIR = 3


@dataclass(frozen=True)
class Aspect:
    """`value` of an offer, None where its record states none, and whether one value is `clearly` better than another. `of_all`: what isn't
    stated may well be better."""

    value: Callable[[Offer], float | None]
    clearly: Callable[[Offer, Offer], bool]
    of_all: bool = False


def _price(offer: Offer) -> float | None:
    return None if offer.price is None else float(offer.price)


def _moq(offer: Offer) -> float | None:
    return offer.product.moq


def _sold(offer: Offer) -> float | None:
    return offer.product.sold_90d


def _rating(offer: Offer) -> float | None:
    return offer.product.rating


def _years(offer: Offer) -> float | None:
    return offer.supplier.years if offer.supplier else None


def _repurchase(offer: Offer) -> float | None:
    return offer.repurchase_rate


def _supplier_rating(offer: Offer) -> float | None:
    return offer.supplier.rating if offer.supplier else None


def _cheaper(one: Offer, other: Offer) -> bool:
    mine, theirs = _price(one), _price(other)
    return mine is not None and theirs is not None and one.product.currency == other.product.currency and theirs > mine * (1 + PRICE_HAIR)


def _smaller_lot(one: Offer, other: Offer) -> bool:
    return (_moq(other) or 0) >= (_moq(one) or 0) * (1 + LOT_HAIR)


def _better_rated(one: Offer, other: Offer) -> bool:
    """Two-sample z test on mean ratings (Wasserman, All of Statistics, 10.1)."""
    counts = [offer.product.review_count or 0 for offer in (one, other)]
    return min(counts) >= MIN_REVIEWS and (_rating(one) or 0) - (_rating(other) or 0) > Z * RATING_SPREAD * sqrt(1 / counts[0] + 1 / counts[1])


def _sells_more(one: Offer, other: Offer) -> bool:
    """By a tenth at least, and by more than two counts of one rate would differ (Przyborowski and Wilenski 1940, normal approximation)."""
    more, less = _sold(one) or 0, _sold(other) or 0
    return more > less * (1 + SALES_HAIR) and more - less > Z * sqrt(more + less)


def _longer_in_trade(one: Offer, other: Offer) -> bool:
    return (_years(one) or 0) >= max((_years(other) or 0) + YEARS_HAIR, (_years(other) or 0) * 1.5)


def _repurchased(one: Offer, other: Offer) -> bool:
    return (_repurchase(one) or 0) >= (_repurchase(other) or 0) + REPURCHASE_HAIR


def _supplier_better_rated(one: Offer, other: Offer) -> bool:
    return (_supplier_rating(one) or 0) >= (_supplier_rating(other) or 0) + SUPPLIER_RATING_HAIR - 1e-9


ASPECTS: dict[str, Aspect] = {
    "cheapest": Aspect(_price, _cheaper, of_all=True),
    "best_rated": Aspect(_rating, _better_rated),
    "best_selling": Aspect(_sold, _sells_more),
    "lowest_moq": Aspect(_moq, _smaller_lot),
    "repurchased": Aspect(_repurchase, _repurchased),
    "supplier_rated": Aspect(_supplier_rating, _supplier_better_rated),
    "years": Aspect(_years, _longer_in_trade),
}


def ahead(offers: Sequence[Offer], clearly: Callable[[Offer, Offer], bool]) -> int | None:
    """Position of the one offer that is clearly better than every other; None where there is none. The same for every order."""
    for position, offer in enumerate(offers):
        if len(offers) > 1 and all(clearly(offer, other) for place, other in enumerate(offers) if place != position):
            return position
    return None


def best(offers: Sequence[Offer], aspect: str) -> int | None:
    """Position of the offer that is clearly best by `aspect` among those that state it, of which there must be two; of a price, all."""
    stated = [position for position, offer in enumerate(offers) if ASPECTS[aspect].value(offer) is not None]
    if ASPECTS[aspect].of_all and len(stated) < len(offers):
        return None
    found = ahead([offers[position] for position in stated], ASPECTS[aspect].clearly)
    return None if found is None else stated[found]


def winner(offers: Sequence[Offer], aspect: str) -> int | None:
    """As `best`, but None where any offer doesn't state it: nobody wins over an unknown."""
    return None if any(ASPECTS[aspect].value(offer) is None for offer in offers) else best(offers, aspect)
