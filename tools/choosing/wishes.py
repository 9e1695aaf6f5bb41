"""The buyer's wishes as he spoke them: what ranks and never excludes."""

from collections.abc import Sequence
from typing import Literal

from ...schema.condition import Condition
from ...schema.need import Need
from ..decisions.offer import Offer
from ..searching.currency import foreign

Wish = tuple[Condition, ...]


def spoken_wishes(need: Need, offers: Sequence[Offer]) -> list[Wish]:
    """Soft conditions that the buyer set; those of one wording ("around 15 yuan" is two bounds) are one wish.

    Left out: a word of the query that the reader also took as a value, what was only inferred, a price in a currency that the products don't have.
    """
    guessed, currencies = need.query.casefold(), {offer.product.currency for offer in offers}
    wishes: dict[str, list[Condition]] = {}
    for one in need.active:
        named = bool(one.text) and one.text.casefold() in guessed
        if not one.hard and one.status != "inferred" and not named and not foreign(one, currencies):
            wishes.setdefault(one.text or one.id, []).append(one)
    return [tuple(group) for group in wishes.values()]


def meets(offer: Offer, wish: Wish) -> bool:
    return all(condition.name in offer.candidate.met for condition in wish)


def unmet(offers: Sequence[Offer], wish: Wish) -> Literal["failed", "unstated", "none"]:
    """Why none of the offers meets a wish: all state otherwise, none states it, or some do and some don't."""
    failing = sum(any(condition.name in offer.candidate.failed for condition in wish) for offer in offers)
    return "failed" if failing == len(offers) else "none" if failing else "unstated"
