"""Why products stand where they do: by what the list they are in was ranked."""

from collections.abc import Sequence
from datetime import date

from ...schema.candidate import Retrieval
from ...schema.guide import Guide
from ...schema.need import Need
from ...schema.reference import Shown
from ..decisions.logic import Weighed
from ..decisions.offer import Offer
from ..decisions.placed import Placed
from ..searching.offers import judged, offers
from ..searching.ranked import POOL, ranked
from ..searching.wished import wanted
from ..shop import Shop
from .logic import guided, logic, stated_by

FIRST = 5
"""Of a list: those that a reply names."""


def placed(found: Sequence[Offer], shown: Shown | None, shop: Shop, need: Need, today: date) -> Placed:
    """`shown` is the list that they stand in."""
    listed, wishes = (shown.product_ids, shown.ranked) if shown else ((), ())
    guides = shop.catalogue.guides()
    weighed = () if need.sort else logic(need, guides, shop.catalogue.columns.tables.currencies)
    stated = stated_by(weighed, offers(shop.catalogue, judged(shop.catalogue, listed[:FIRST], need, today), need.quantity))
    again = _retrieved(shop, need, guides, today)
    before = _first(again, len(listed))
    rows = sorted(((listed.index(offer.id) + 1, offer) for offer in found if offer.id in listed), key=lambda row: row[0])
    orders = [before]
    if len(stated) < len(weighed):  # a wish that none of them states changed nothing in the turn that understood it
        orders.append(_first(_retrieved(shop, _without(need, weighed, stated), guides, today), len(listed)))
    same = any(sorted(each) == sorted(listed[: len(each)]) if wishes else each == [*listed[: len(each)]] for each in orders)
    return Placed(tuple(rows), stated, next(iter(need.sort), None), same, not again.candidates, wishes)


def _retrieved(shop: Shop, need: Need, guides: Sequence[Guide], today: date) -> Retrieval:
    asked = wanted(need)
    return ranked(shop.remembered.products(asked, today=today, k=POOL, guided=guided(need, guides)), need, shop, POOL)


def _first(again: Retrieval, listed: int) -> list[str]:
    return [each.product_id for each in again.candidates or again.near_misses][:listed][:FIRST]


def _without(need: Need, weighed: Sequence[Weighed], stated: Sequence[Weighed]) -> Need:
    left_out = {condition.id for one in weighed if one not in stated for condition in one.conditions}
    return need.model_copy(update={"conditions": tuple(one for one in need.conditions if one.id not in left_out)})
