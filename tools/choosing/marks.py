"""What sets one offer apart among those shown, where the difference means something."""

from collections.abc import Callable, Collection, Sequence

from ..decisions.choice import Advice
from ..decisions.offer import Offer
from .difference import best

ASPECTS = ("cheapest", "best_rated", "best_selling", "lowest_moq", "repurchased")


def marks(offers: Sequence[Offer]) -> dict[int, tuple[str, ...]]:
    """For each position the aspects in which it is alone the best."""
    found: dict[int, tuple[str, ...]] = {}
    for aspect in ASPECTS:
        position = best(offers, aspect)
        if position is not None:
            found[position] = (*found.get(position, ()), aspect)
    return found


def advice(offers: Sequence[Offer], apart_from: Collection[int] = ()) -> tuple[Advice, ...]:
    """One line an aspect: "if you care most about it, take this one"; nobody is advised to take one of the positions `apart_from`."""
    places = [place for place in range(len(offers)) if place not in apart_from]
    left = [offers[place] for place in places]
    values: dict[str, Callable[[Offer], str]] = {
        "cheapest": lambda offer: str(offer.price),
        "best_rated": lambda offer: f"{offer.product.rating}|{offer.product.review_count}",
        "best_selling": lambda offer: str(offer.product.sold_90d),
        "lowest_moq": lambda offer: str(offer.product.moq),
        "repurchased": lambda offer: str(offer.repurchase_rate or ""),
    }
    return tuple(
        Advice(aspect=aspect, position=places[position], value=values[aspect](left[position]))
        for aspect in ASPECTS
        if (position := best(left, aspect)) is not None
    )
