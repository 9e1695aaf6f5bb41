"""Which offers stand for the suppliers of many."""

from collections.abc import Sequence
from itertools import zip_longest

from ..decisions.offer import Offer

MOST = 5
"""Offers, and so suppliers, that a reply has room for."""


def sellers(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """The first offer of each supplier, then the second of each, as long as there is room: no supplier is crowded out by another's goods."""
    by: dict[str | None, list[Offer]] = {}
    for offer in offers:
        by.setdefault(offer.supplier.id if offer.supplier else None, []).append(offer)
    turns = [offer for turn in zip_longest(*by.values()) for offer in turn if offer is not None][:MOST]
    return tuple(offer for own in by.values() for offer in own if offer in turns)
