"""The cheapest and the best rated at once: what can be had, and what each costs of the other."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from ..decisions.choice import Tradeoff
from ..decisions.offer import Offer
from .difference import Z


def tradeoff(pool: Sequence[Offer]) -> Tradeoff | None:
    """Over the offers in the pool's commonest currency whose price and rating are known; None where there are fewer than two. The same for
    every order."""
    rated = [offer for offer in pool if offer.price is not None and offer.product.rating is not None and offer.product.review_count]
    currencies = Counter(offer.product.currency for offer in rated)
    common = min(currencies, key=lambda name: (-currencies[name], name), default="")
    front = pareto([offer for offer in rated if offer.product.currency == common])
    if currencies[common] < 2:
        return None
    inner = front[1:-1]
    between = max(inner, key=lambda offer: (_bulge(offer, front[0], front[-1]), -_price(offer), offer.id), default=None)
    return Tradeoff(front[0], front[-1], between if between and _bulge(between, front[0], front[-1]) > 0 else None)


def pareto(offers: Sequence[Offer]) -> list[Offer]:
    """Those that no other beats in price without being rated worse, by price."""
    front: list[Offer] = []
    for offer in sorted(offers, key=lambda offer: (_price(offer), -sure_rating(offer), offer.id)):
        if not front or sure_rating(offer) > sure_rating(front[-1]):
            front.append(offer)
    return front


def sure_rating(offer: Offer) -> float:
    """What the mean rating is at least, with 95 % confidence: Wilson's lower bound (Wilson 1927) of the share (rating - 1) / 4.

    It holds for stars as it does for yes and no: no value between 0 and 1 with the same mean spreads more.
    """
    share, count = ((offer.product.rating or 1.0) - 1) / 4, offer.product.review_count or 0
    if not count:
        return 1.0
    middle = share + Z * Z / (2 * count)
    spread = Z * sqrt(share * (1 - share) / count + Z * Z / (4 * count * count))
    return 1 + 4 * max(0.0, (middle - spread) / (1 + Z * Z / count))


def _price(offer: Offer) -> float:
    """Of one that states it."""
    return float(offer.price or 0)


def _bulge(offer: Offer, low: Offer, high: Offer) -> float:
    """How far it lies on the good side of the line between the ends (the knee of the front: Das 1999)."""
    price = (_price(offer) - _price(low)) / (_price(high) - _price(low))
    rating = (sure_rating(offer) - sure_rating(low)) / (sure_rating(high) - sure_rating(low))
    return rating - price
