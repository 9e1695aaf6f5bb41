"""Which product of each kind of goods is taken for a purchase, and what they come to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ...schema.purchase import Item, Purchase
from ..decisions.offer import Offer
from ..decisions.purchased import Bought, Purchased, pieces
from ..facts.packs import pieces_in
from ..searching.in_order import in_order
from ..searching.near_misses import just_asked_first
from ..searching.offers import judged, offers
from ..shop import Shop
from ..wording.phrasebook import Phrasebook
from .combination import combination

POOL = 20
"""Products of each kind among which one is taken."""
_LABELS = (Phrasebook("zh"), Phrasebook("en"))
POOR = 3.0
"""Stars: who is rated less comes behind who isn't."""


def purchased(items: Sequence[Item], purchase: Purchase, shop: Shop, today: date, *, counted: bool) -> Purchased:
    """Of each the one picked before, where it is still what is asked for, else the first that can be had in the number wanted; under a budget
    for all of them those that keep it and lie nearest to the front. `counted`: one is meant where no number is said and the seller wants no more."""
    own = purchase.budget is not None and bool(items) and all(item.within for item in items)
    lines = [_bought(item, shop, today, counted=counted or own) for item in items]
    currencies = {line.offers[0].product.currency for line in lines if line.cost is not None}
    currency = next(iter(currencies)) if len(currencies) == 1 else ""
    found = Purchased(tuple(lines), currency, counted=counted)
    if not own or currency != purchase.currency:
        return found
    budget = Decimal(str(purchase.budget))
    return _within(replace(found, budget=budget), budget)


def _within(found: Purchased, budget: Decimal) -> Purchased:
    rows = [line for line in found.lines if line.cost is not None]
    choices = [[offer for offer in line.offers if not _over(offer, _first(line, offer).quantity)] for line in rows]
    costs = [[_first(line, offer).cost or Decimal(0) for offer in row] for line, row in zip(rows, choices, strict=True)]
    places = combination(costs, budget)
    swapped = places is not None and any(places)
    if places is None:
        places = tuple(row.index(min(row)) for row in costs)
        found = replace(found, least=sum((min(row) for row in costs), Decimal(0)))
    taken = iter([_first(line, row[place]) for line, row, place in zip(rows, choices, places, strict=True)])
    return replace(found, swapped=swapped, lines=tuple(line if line.cost is None else next(taken) for line in found.lines))


def _first(line: Bought, offer: Offer) -> Bought:
    return replace(line, offers=(offer, *(each for each in line.offers if each is not offer)))


def _bought(item: Item, shop: Shop, today: date, *, counted: bool) -> Bought:
    need, least = item.need, item.need.quantity or (1 if counted else None)
    found = shop.remembered.products(in_order(need, shop.reader.vocabulary), today=today, k=POOL)
    hard = {one.name for one in need.hard}
    candidates = () if found.nothing_near else found.candidates or just_asked_first(found.near_misses, need)
    candidates = tuple(sorted(candidates, key=lambda one: (-len(hard.intersection(one.met)), len(hard.intersection(one.failed)))))
    near = not candidates or bool(hard.intersection(candidates[0].failed))
    if counted and not near:  # the cheapest tell whether it can be had within the budget
        cheap = shop.remembered.products(need.model_copy(update={"sort": ("price",), "query": need.category or need.query}), today=today, k=POOL // 2)
        seen = {one.product_id for one in candidates}
        candidates = (*candidates, *(one for one in cheap.candidates if one.product_id not in seen))
    before = judged(shop.catalogue, [item.pick], need, today) if item.pick is not None else ()
    picked = [one for one in before if item.chosen or not hard.intersection(one.failed)]
    every = offers(shop.catalogue, [*picked, *(one for one in candidates if one.product_id != item.pick or not picked)], need.quantity)
    packs = {offer.id: held for offer in every if need.pack and (held := pieces_in(offer.product, _LABELS)) is not None}
    every = tuple(replace(offer, price=offer.product.price_at(pieces(need, offer.product, packs))) for offer in every)
    ready = [offer for offer in every if not _over(offer, least and least * packs.get(offer.id, 1))]
    fewest = sorted(every, key=lambda offer: offer.product.moq or 0)
    kept = sorted(ready or fewest, key=lambda offer: (_poor(offer) and offer.id != item.pick) if not need.sort and ready else False)
    chosen = [offer for offer in every if item.chosen and offer.id == item.pick]
    row = (*chosen, *(offer for offer in kept if offer not in chosen))
    line = Bought(need, row, packs=packs)
    near = bool(row) and not chosen and bool(hard.intersection(row[0].candidate.failed))
    return replace(line, near=near, over=bool(row) and need.quantity is not None and _over(row[0], line.quantity))


def _over(offer: Offer, least: int | None) -> bool:
    return least is not None and offer.product.moq is not None and offer.product.moq > least


def _poor(offer: Offer) -> bool:
    return offer.product.rating is not None and offer.product.rating < POOR
