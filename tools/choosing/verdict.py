"""Which of several offers to take: by the buyer's own conditions first, then by what else he said; no row that it wins decides by itself."""

from collections.abc import Callable, Collection, Sequence
from typing import Literal

from ...schema.need import Need
from ..decisions.comparison import Standing, Verdict
from ..decisions.offer import Offer
from ..searching.buyable import out_of_reach
from .difference import winner
from .wishes import Wish, meets

ORDERS = {
    "price": "cheapest", "rating": "best_rated", "sold_90d": "best_selling", "moq": "lowest_moq", "supplier.rating": "supplier_rated",
    "supplier.repurchase_rate": "repurchased",
}  # fmt: skip
"""A wish for an order of the list is a wish for what wins by it."""


def standings(offers: Sequence[Offer], need: Need, wishes: Sequence[Wish]) -> tuple[Standing, ...]:
    hard = {condition.name for condition in need.hard}
    return tuple(
        Standing(
            failed=tuple(name for name in offer.candidate.failed if name in hard),
            unknown=tuple(name for name in offer.candidate.unknown if name in hard),
            wishes=tuple(place for place, wish in enumerate(wishes) if meets(offer, wish)),
            out_of_reach=need.quantity is not None and out_of_reach(offer.product, need),
        )
        for offer in offers
    )


def verdict(offers: Sequence[Offer], need: Need, stand: Sequence[Standing], suits: Sequence[float], out: Collection[int] = ()) -> Verdict:
    """The one offer that stands alone on the first ground that tells them apart, where `suits` is how much of what was said speaks for each; none of
    the positions `out`. The same for every order."""
    ordered = [winner(offers, ORDERS[key]) for key in need.sort if key in ORDERS]
    grounds: list[tuple[Literal["conditions", "wishes"], Callable[[int], tuple[float, ...]]]] = [
        ("conditions", lambda place: (-len(stand[place].failed) - stand[place].out_of_reach, -len(stand[place].unknown))),
        ("wishes", lambda place: (suits[place] + ordered.count(place),)),
    ]
    left = [place for place in range(len(offers)) if place not in out]
    if len(left) < 2:
        return Verdict(left[0], "rules") if left else Verdict(None, None)
    for ground, score in grounds:
        most = max(score(place) for place in left)
        left = [place for place in left if score(place) == most]
        if len(left) == 1:
            return Verdict(left[0], ground)
    return Verdict(None, None)
