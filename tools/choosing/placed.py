"""Why products stand where they do: by what the list they are in was ranked."""

from collections.abc import Sequence
from datetime import date

from ...schema.need import Need
from ..decisions.offer import Offer
from ..decisions.placed import Placed
from ..searching.in_order import in_order
from ..shop import Shop
from .logic import guided, logic

FIRST = 5
"""Of a list: those that a reply names."""


def placed(found: Sequence[Offer], listed: Sequence[str], shop: Shop, need: Need, today: date) -> Placed:
    """`listed` are the ids of the list, in its order."""
    guides = shop.catalogue.guides()
    again = shop.remembered.products(in_order(need, shop.reader.vocabulary), today=today, k=10, guided=guided(need, guides))
    ranked = [each.product_id for each in again.candidates or again.near_misses][: len(listed)][:FIRST]
    rows = sorted(((listed.index(offer.id) + 1, offer) for offer in found if offer.id in listed), key=lambda row: row[0])
    weighed = () if need.sort else logic(need, guides, shop.catalogue.columns.tables.currencies)
    return Placed(tuple(rows), weighed, next(iter(need.sort), None), ranked == [*listed][: len(ranked)], not again.candidates)
