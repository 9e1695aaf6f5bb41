"""The purchase in a turn: what is told of it, and what it is after the turn."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..dialogue.purchases import Bill
from ..dialogue.references import NAMED
from ..schema.context import Context
from ..schema.need import Need
from ..schema.product import Product
from ..schema.purchase import Item, Purchase
from ..schema.reference import Shown
from ..schema.sourcing_report import SourcingReport
from ..sourcing.told import parts_in_words
from ..tools.choosing.purchase import purchased
from ..tools.decisions.offer import Offer
from ..tools.decisions.planned import Mailed, Planned
from ..tools.decisions.purchased import Purchased
from ..tools.searching.buyable import over
from ..tools.searching.offers import judged, offers
from ..tools.writing.draft import Draft
from ..tools.writing.purchased import parts
from .state import State

EACH = 3
"""Products shown of each kind of goods, the one taken included."""


def is_list(bill: Bill | None, purchase: Purchase) -> bool:
    """Whether what is told is a list in numbers, which is planned; products that are pointed at, and one of each for a sum, are added up."""
    if bill is None or bill.taken or bill.each is not None or bill.sets:
        return False
    return any(item.listed and item.need.quantity is not None for item in bill.items(purchase))


def planned(report: SourcingReport, state: State, context: Context) -> Planned:
    """With the products that the cheapest plan takes, each before those of other sellers that were compared."""
    purchase, bill, shop = state["purchase"], state.get("bill") or Bill(), state["shop"]
    places = dict(enumerate(bill.places(purchase), 1))
    taken = {each.line: each.deal for each in report.plans[0].lines} if report.plans else {}
    found: dict[int, tuple[Offer, ...]] = {}
    for line in report.lines:
        deals = {deal.product_id: deal for deal in (*filter(None, (taken.get(line.line.number),)), *line.offers)}
        need = purchase.items[places[line.line.number]].need
        candidates = judged(shop.catalogue, list(deals)[:EACH] or line.nearest, need, context.today)
        every = offers(shop.catalogue, candidates, need.quantity)
        found[line.line.number] = tuple(replace(one, price=deals[one.id].unit_price) if one.id in deals else one for one in every)
    return Planned(report, found, places)


def bill_of(state: State, context: Context) -> Purchased:
    """The goods that the turn tells of, each with what is taken of it."""
    bill, purchase = state.get("bill") or Bill(), state["purchase"]
    shop = state["shop"]
    picked = {product.id: product for product in shop.catalogue.products(bill.picks)}
    told = bill.items(purchase)
    seen = {each for item in told for each in item.shown}
    now = state.get("need")
    items = [_asked(_as_now(item, now), bill, picked, seen) for item in told]
    if bill.taken and bill.counted:  # of what is pointed at one is meant where no number is said
        items = [item.model_copy(update={"need": item.need.model_copy(update={"quantity": item.need.quantity or 1})}) for item in items]
    settled = (item.pick for item in (*bill.taken, *(one for one in told if one.chosen)) if item.pick is not None)
    kept = (*bill.picks, *settled)
    found = purchased(items, purchase, shop, context.today, counted=bill.counted, kept=kept, each=bill.each, unit=bill.currency)
    return replace(found, pointed=bool(bill.taken), left=bill.left, sets=bill.sets or found.sets, people=bill.people)


def _as_now(item: Item, need: Need | None) -> Item:
    """With what is asked of the goods in hand in this very message."""
    if need is None or not item.of(need):
        return item
    return item.model_copy(update={"need": item.need.model_copy(update={"conditions": need.conditions, "words": need.words})})


def _asked(item: Item, bill: Bill, picked: Mapping[str, Product], seen: Collection[str]) -> Item:
    """The one pointed at, be it `seen` for none of the goods, else the cheapest where that is asked for."""
    if bill.pieces is not None and item.need.quantity is None:
        item = item.model_copy(update={"need": item.need.model_copy(update={"quantity": bill.pieces})})
    pick = next((each for each in bill.picks if each in item.shown), None)
    pick = pick or next((each for each, product in picked.items() if each not in seen and item.need.category in product.category), None)
    if bill.cheapest:
        return item.model_copy(update={"need": item.need.model_copy(update={"sort": ("price",)}), "pick": None, "chosen": False})
    return item if pick is None else item.model_copy(update={"pick": pick, "chosen": True})


def plan_lists(decision: Planned, purchase: Purchase, turn: int, cards: Sequence[str]) -> list[Shown]:
    """Those in which "the second", and "the second paper", count: of each line its own, and the first of all of them."""
    needs = {number: purchase.items[place].need for number, place in decision.places.items()}
    own = [_of_goods(needs[number], row, turn, cards) for number, row in decision.offers.items() if row]
    first = tuple(one.product_ids[0] for one in own)
    return [*own, own[0].model_copy(update={"product_ids": first, "named": 0})] if own else []


def _of_goods(need: Need, row: Sequence[Offer], turn: int, cards: Sequence[str]) -> Shown:
    """Named of it are those among the first cards."""
    ids = tuple(offer.id for offer in row[:EACH])
    named = max(1, sum(each in cards[:NAMED] for each in ids))
    return Shown(turn=turn, product_ids=ids, category=need.category, query=need.query, named=named)


def lists(decision: Purchased, turn: int, offers: Sequence[str]) -> list[Shown]:
    """Those in which "the second", and "the second paper", count: of each kind its own, and all together."""
    if decision.pointed:  # he goes on to count in the lists in which he found them
        return [Shown(turn=turn, product_ids=tuple(offers))]
    own = [_of_goods(line.need, line.offers, turn, offers) for line in decision.lines if line.offers]
    first = decision.lines[0].need
    return [*own, Shown(turn=turn, product_ids=tuple(offers), category=first.category, query=first.query)]


def told_behind(state: State, context: Context, shown: Sequence[Shown], draft: Draft) -> None:
    """What the whole comes to now, behind goods of it that were looked for anew."""
    bill = state.get("bill")
    if (report := state.get("sourced")) is not None and bill is not None and not bill.alone:
        parts_in_words(planned(report, state, context), draft)
    elif bill is not None and not bill.alone and state.get("problem") is None:
        parts(bill_of({**state, "purchase": after(state, shown)}, context), draft)


def after(state: State, shown: Sequence[Shown]) -> Purchase:
    """With what this turn shows of its goods, and which of those may be taken."""
    purchase, decision, bill = state.get("purchase") or Purchase(), state.get("decision"), state.get("bill")
    items, told = list(purchase.items), {"told": state["turn"]} if bill is not None or isinstance(decision, Mailed) else {}
    if isinstance(decision, Planned):
        near = {line.line.number for line in decision.report.lines if line.nearest}
        for number, place in decision.places.items():
            ids = tuple(offer.id for offer in decision.offers[number])
            items[place] = items[place].model_copy(update={"shown": ids, "pick": None} if number in near else _told(items[place], ids, bill))
        return purchase.model_copy(update={"items": tuple(items), **told})
    if isinstance(decision, Purchased) and decision.pointed:
        for line in decision.lines:
            ids = tuple(offer.id for offer in line.offers[:1])
            if (at := purchase.place(line.need)) is not None:
                items[at] = items[at].model_copy(update={"pick": ids[0] if ids else None, "chosen": bool(ids)})
        return purchase.model_copy(update={"items": tuple(items), **told})
    if isinstance(decision, Purchased):
        for place, line in zip((bill or Bill()).places(purchase), decision.lines, strict=False):
            ids = tuple(offer.id for offer in line.offers[:EACH])
            items[place] = items[place].model_copy(update=_told(items[place], ids, bill))
        return purchase.model_copy(update={"items": tuple(items), **told})
    if (report := state.get("sourced")) is not None and bill is not None and report.plans:  # what the sum behind the list is made of
        places = dict(enumerate(bill.places(purchase), 1))
        for taken in report.plans[0].lines:
            item, product_id = items[places[taken.line]], taken.deal.product_id
            items[places[taken.line]] = item if item.chosen else item.model_copy(update={"shown": (product_id,), "pick": product_id})
    for one in reversed(shown):
        if (at := purchase.place(Need(category=one.category, query=one.query))) is not None:
            items[at] = _seen(items[at], one, state)
    return purchase.model_copy(update={"items": tuple(items), **told})


def _told(item: Item, ids: tuple[str, ...], bill: Bill | None) -> dict[str, object]:
    """Of a line what it told: what was pointed at stays chosen."""
    pick = ids[0] if ids else None
    return {"shown": ids, "pick": pick, "chosen": pick is not None and (item.chosen or (bill is not None and pick in bill.picks))}


def _seen(item: Item, shown: Shown, state: State) -> Item:
    """The first that can be had is what may be taken."""
    if shown.near:
        return item.model_copy(update={"shown": shown.product_ids, "pick": item.pick if item.chosen else None})
    known = {offer.id: offer for offer in state.get("offers", ())}
    ready = (
        each for each in shown.product_ids if each not in known or not (known[each].candidate.near or over(known[each].product, item.need.quantity))
    )
    return item.model_copy(update={"shown": shown.product_ids, "pick": item.pick if item.chosen else next(ready, None)})
