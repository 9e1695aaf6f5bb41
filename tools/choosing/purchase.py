"""Which product of each kind of goods is taken for a purchase, and what they come to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from ...schema.candidate import Candidate
from ...schema.need import Need
from ...schema.purchase import Item, Purchase, to_a_set
from ..decisions.offer import Offer
from ..decisions.purchased import Bought, Purchased, pieces
from ..facts.packs import pieces_in
from ..searching.buyable import over, poor, scarce, usual
from ..searching.nearest import lacks
from ..searching.offers import judged, offers
from ..searching.wished import Records, just_asked_first, liked_first, ranking
from ..shop import Shop
from .combination import combination

LIKED, POOL = 100, 20
"""Products of each kind among which those come first that have what is wished for, and of these one is taken."""
EVERY, CHEAPEST = 300, 5
"""Products whose costs are worked out for a budget, and how many of the cheapest count beside those that come first."""


def purchased(
    items: Sequence[Item],
    purchase: Purchase,
    shop: Shop,
    today: date,
    *,
    counted: bool,
    kept: Collection[str] = (),
    each: float | None = None,
    unit: str = "",
) -> Purchased:
    """Of each the one picked before, where it is still what is asked for, else the first that can be had in the number wanted; under a budget for
    all of them those that keep it and lie nearest to the front, the `kept` ones whatever it is. `each` is a budget for one of each, in `unit`.
    `counted`: one is meant where no number is said and the seller wants no more."""
    own = purchase.budget is not None and bool(items) and all(item.within for item in items)
    lines = list[Bought]()
    for item in items:
        line = _apart(_bought(item, shop, today, counted=counted or own or each is not None), lines)
        fewer = line.over and line.offers[0].id in kept
        lines.append(replace(line, over=False, fewer=True) if fewer else line)
    lines = [replace(line, per=per) for line, per in zip(lines, to_a_set([item.need.quantity for item in items]), strict=True)]
    currencies = {line.offers[0].product.currency for line in lines if line.cost is not None}
    currency = next(iter(currencies)) if len(currencies) == 1 else ""
    found = Purchased(tuple(lines), currency, counted=counted)
    if each is not None and currency and unit in ("", currency):
        return _within(replace(found, each=Decimal(str(each))), Decimal(str(each)), kept)
    if not own or currency != purchase.currency:
        return replace(found, sets=each is not None)
    budget = Decimal(str(purchase.budget))
    return _within(replace(found, budget=budget), budget, kept)


def _apart(line: Bought, before: Sequence[Bought]) -> Bought:
    """Goods that are called otherwise aren't the same product twice, though they lie on one shelf: a large suitcase, and one for the cabin."""
    others = [one for one in before if one.offers and one.need.category == line.need.category and one.need.query != line.need.query]
    taken = {one.offers[0].id for one in others}
    left = tuple(offer for offer in line.offers if offer.id not in taken)
    return replace(line, offers=left) if left and len(left) < len(line.offers) else line


def _within(found: Purchased, budget: Decimal, kept: Collection[str]) -> Purchased:
    """With those that keep the budget. What is `kept` stays, and where it can't keep the budget, what might be taken instead goes along."""
    rows = [line for line in found.lines if line.cost is not None]
    firm = [line.offers[:1] if line.offers[0].id in kept else line.offers for line in rows]
    choices = [[offer for offer in offers if _counts(_first(line, offer))] or [offers[0]] for line, offers in zip(rows, firm, strict=True)]
    costs = [[_cost(_first(line, offer), found) for offer in row] for line, row in zip(rows, choices, strict=True)]
    places = combination(costs, budget)
    instead = _within(found, budget, ()) if places is None and kept else None
    places = tuple(row.index(min(row)) for row in costs) if places is None else places
    found = replace(found, least=sum((min(row) for row in costs), Decimal(0)))
    taken = iter([_first(line, row[place]) for line, row, place in zip(rows, choices, places, strict=True)])
    return replace(found, lines=tuple(line if line.cost is None else next(taken) for line in found.lines), instead=instead)


def _counts(line: Bought) -> bool:
    """Whether its first can be had in that number, at a price that is stated."""
    return line.offers[0].price is not None and not over(line.offers[0].product, line.quantity)


def _cost(line: Bought, found: Purchased) -> Decimal:
    """Of as many as are wanted, or of one where the budget is for one of each."""
    return (line.cost if found.each is None else line.each) or Decimal(0)


def _first(line: Bought, offer: Offer) -> Bought:
    return replace(line, fewer=line.fewer and offer is line.offers[0], offers=(offer, *(each for each in line.offers if each is not offer)))


def _bought(item: Item, shop: Shop, today: date, *, counted: bool) -> Bought:
    need, least = item.need, item.need.quantity or (1 if counted else None)
    found = shop.remembered.products(need, today=today, k=LIKED)
    hard = {one.name for one in need.hard}
    candidates = () if found.nothing_near else found.candidates or just_asked_first(found.near_misses, need)
    candidates = liked_first(candidates, ranking(need), need, Records(shop.catalogue, need.language), meanings=shop.meanings)[:POOL]
    candidates = tuple(sorted(candidates, key=lambda one: (-len(hard.intersection(one.met)), len(hard.intersection(one.failed)))))
    near = not candidates or bool(hard.intersection(candidates[0].failed))
    stands = item.pick is not None and (item.chosen or shop.retriever.of_goods(need, [item.pick], today=today))
    before = judged(shop.catalogue, [item.pick], need, today) if stands and item.pick is not None else ()
    picked = [one for one in before if item.chosen or not hard.intersection(one.failed)]
    row_of = partial(_priced, need=need, shop=shop)
    every, packs = row_of([*picked, *(one for one in candidates if one.product_id != item.pick or not picked)])
    if counted and not near:  # what costs least tells whether it can be had within the budget
        cheap, more = row_of(_all_by_price(need, shop, today))
        packs |= more
        known = {one.id for one in every}
        cheap = tuple(one for one in cheap if one.id not in known and not (need.quantity and over(one.product, pieces(need, one.product, packs))))
        every = (*every, *_cheapest(cheap, need, packs))
    ready = [offer for offer in every if not over(offer.product, least and least * packs.get(offer.id, 1))]
    fewest = sorted(every, key=lambda offer: offer.product.moq or 0)
    others = usual(offer.product for offer in every)
    kept = sorted(ready or fewest, key=lambda offer: (poor(offer.product, others) and offer.id != item.pick) if not need.sort and ready else False)
    kept = sorted(kept, key=lambda offer: (offer.price is None or scarce(offer.product, least)) and offer.id != item.pick)
    chosen = [offer for offer in every if item.chosen and offer.id == item.pick]
    rest = every if need.quantity is None else ()  # who wants one may have to buy more
    row = tuple(dict.fromkeys(offer.id for offer in (*chosen, *kept, *rest)))
    known_as = {offer.id: offer for offer in every}
    if row and (row[0] in {one.id for one in chosen} or not hard.intersection(known_as[row[0]].candidate.failed)):
        row = (row[0], *(each for each in row[1:] if not hard.intersection(known_as[each].candidate.failed)))  # a budget is kept by what is asked for
    line = Bought(need, tuple(known_as[each] for each in row), packs=packs, called=shop.retriever.called(need, today=today))
    if not line.offers:
        return replace(line, lacking=found.other_kind or (need.category is None and lacks(need.query, shop)))
    near = not chosen and bool(hard.intersection(line.offers[0].candidate.failed))
    return replace(line, near=near, over=need.quantity is not None and over(line.offers[0].product, line.quantity))


def _priced(found: Sequence[Candidate], need: Need, shop: Shop) -> tuple[tuple[Offer, ...], dict[str, int]]:
    """At the numbers that are to be bought, and how many are in one of what the buyer counts by."""
    every = offers(shop.catalogue, found, need.quantity)
    packs = {offer.id: held for offer in every if (held := pieces_in(offer.product, need.pack)) is not None}
    return tuple(replace(offer, price=offer.product.price_at(pieces(need, offer.product, packs))) for offer in every), packs


def _cheapest(found: Sequence[Offer], need: Need, packs: Mapping[str, int]) -> list[Offer]:
    costs = [(offer.price * pieces(need, offer.product, packs), offer) for offer in found if offer.price is not None]
    return [offer for _, offer in sorted(costs, key=lambda each: each[0])[:CHEAPEST]]


def _all_by_price(need: Need, shop: Shop, today: date) -> tuple[Candidate, ...]:
    return shop.remembered.products(need.model_copy(update={"sort": ("price",)}), today=today, k=EVERY).candidates
