"""All products of a brand that the buyer asks about, and those of the same kind to set them against."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from ...catalogue.conditions import Judge
from ...schema.condition import Condition
from ...schema.need import Need
from ..decisions.brands import Brands
from ..decisions.offer import Offer
from ..searching.offers import judged, offers
from ..shop import Shop

MOST = 300
"""Products of a kind that are looked at."""


def branded(named: Sequence[Condition], shop: Shop, need: Need, today: date) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    """The brand's products, of the category in hand where it has any there, and all of their kind where they are of one."""
    own = _of(tuple(named), shop, need, today)
    in_hand = tuple(offer for offer in own if need.category in offer.product.category)
    own = in_hand or own
    kinds = {need.category} if in_hand else {offer.product.category[-1] for offer in own if offer.product.category}
    if len(kinds) != 1:
        return own, ()
    kind = Condition(id="c0", field="category", op="=", value=str(kinds.pop()))
    return own, _of((kind,), shop, need, today)


def _of(conditions: tuple[Condition, ...], shop: Shop, need: Need, today: date) -> tuple[Offer, ...]:
    columns = shop.catalogue.columns
    rows = np.flatnonzero(Judge(columns, today, need.quantity).mask(conditions))[:MOST]
    ids = [str(columns.ids[row]) for row in rows]
    return offers(shop.catalogue, judged(shop.catalogue, ids, need, today), need.quantity)


def with_others(told: Brands, shop: Shop, need: Need, today: date) -> Brands:
    """With the brands that other such goods carry, those that meet the need before any."""
    for meets, wanted in ((True, need), (False, need.model_copy(update={"conditions": (), "words": ()}))):
        candidates = shop.remembered.products(wanted, today=today, k=MOST).candidates
        own = Counter(offer.product.text(need.language).brand or offer.product.brand for offer in offers(shop.catalogue, candidates, None))
        if found := tuple((brand, count) for brand, count in own.most_common() if brand):
            return replace(told, others=found, others_meet=meets)
    return told
