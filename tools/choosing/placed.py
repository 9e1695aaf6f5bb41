"""Why products stand where they do: by what the list they are in was ranked."""

from collections.abc import Sequence
from datetime import date

from ...schema.need import Need
from ...schema.reference import Shown
from ..decisions.offer import Offer
from ..decisions.placed import Placed
from ..searching.in_order import in_order
from ..shop import Shop
from .logic import guided, logic

FIRST = 5
"""Of a list: those that a reply names."""


def placed(found: Sequence[Offer], shown: Shown | None, shop: Shop, need: Need, today: date) -> Placed:
    """`shown` is the list that they stand in."""
    listed, wishes = (shown.product_ids, shown.ranked) if shown else ((), ())
    guides = shop.catalogue.guides()
    again = shop.remembered.products(in_order(need, shop.reader.vocabulary), today=today, k=10, guided=guided(need, guides))
    before = [each.product_id for each in again.candidates or again.near_misses][: len(listed)][:FIRST]
    rows = sorted(((listed.index(offer.id) + 1, offer) for offer in found if offer.id in listed), key=lambda row: row[0])
    weighed = () if need.sort else logic(need, guides, shop.catalogue.columns.tables.currencies)
    first = [*listed[: len(before)]]
    same = sorted(before) == sorted(first) if wishes else before == first
    return Placed(tuple(rows), weighed, next(iter(need.sort), None), same, not again.candidates, wishes)
