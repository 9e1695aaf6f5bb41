"""What sets one offer apart among those shown, where the difference means something."""

from collections.abc import Callable, Sequence

from .decision import Advice, Offer

MIN_REVIEWS = 10
"""Fewer ratings than this say nothing against another product's."""


def _price(offer: Offer) -> float | None:
    return -float(offer.price)


def _rating(offer: Offer) -> float | None:
    product = offer.product
    return product.rating if product.rating is not None and (product.review_count or 0) >= MIN_REVIEWS else None


def _sold(offer: Offer) -> float | None:
    return offer.product.sold_90d


def _moq(offer: Offer) -> float | None:
    return None if offer.product.moq is None else -offer.product.moq


def _repurchase(offer: Offer) -> float | None:
    return offer.supplier.repurchase_rate if offer.supplier else None


ASPECTS: dict[str, Callable[[Offer], float | None]] = {
    "cheapest": _price,
    "best_rated": _rating,
    "best_selling": _sold,
    "lowest_moq": _moq,
    "repurchased": _repurchase,
}


def best(offers: Sequence[Offer], aspect: str) -> int | None:
    """Position of the one offer that is strictly best by `aspect`; None where two share it, or fewer than two state it, or currencies differ."""
    if aspect == "cheapest" and len({offer.product.currency for offer in offers}) > 1:
        return None
    scores = [(score, position) for position, offer in enumerate(offers) if (score := ASPECTS[aspect](offer)) is not None]
    if len(scores) < 2:
        return None
    scores.sort(key=lambda pair: -pair[0])
    alone = scores[0][0] > scores[1][0] and not (aspect == "best_rated" and _outshone(offers, scores[0][1]))
    return scores[0][1] if alone else None


def _outshone(offers: Sequence[Offer], leader: int) -> bool:
    """Whether another shows as high a rating, though of too few reviews to win: then nobody is called the best rated."""
    best_rating = offers[leader].product.rating or 0.0
    return any((offer.product.rating or 0.0) >= best_rating for position, offer in enumerate(offers) if position != leader)


def marks(offers: Sequence[Offer]) -> dict[int, tuple[str, ...]]:
    """For each position the aspects in which it is alone the best."""
    found: dict[int, tuple[str, ...]] = {}
    for aspect in ASPECTS:
        position = best(offers, aspect)
        if position is not None:
            found[position] = (*found.get(position, ()), aspect)
    return found


def advice(offers: Sequence[Offer]) -> tuple[Advice, ...]:
    """One line an aspect: "if you care most about it, take this one"."""
    values: dict[str, Callable[[Offer], str]] = {
        "cheapest": lambda offer: str(offer.price),
        "best_rated": lambda offer: f"{offer.product.rating}|{offer.product.review_count}",
        "best_selling": lambda offer: str(offer.product.sold_90d),
        "lowest_moq": lambda offer: str(offer.product.moq),
        "repurchased": lambda offer: str((offer.supplier and offer.supplier.repurchase_rate) or ""),
    }
    return tuple(
        Advice(aspect=aspect, position=position, value=values[aspect](offers[position]))
        for aspect in ASPECTS
        if (position := best(offers, aspect)) is not None
    )
