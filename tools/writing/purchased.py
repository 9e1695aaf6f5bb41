"""Writes what is to be bought: a line for each kind of goods, and what they come to."""

from ...schema.need import Need
from ...understanding.tokens.packs import OUTER
from ..decisions.purchased import Bought, Purchased
from ..searching.buyable import scarce
from ..wording.names import goods, short
from ..wording.plain import plain
from ..wording.wording import Wording
from .draft import Draft
from .facts import facts, hindered, telling
from .listing import conditions_met
from .unkept import misses

EACH = 3
"""Products by which a kind's first is told apart."""


def purchased(found: Purchased, draft: Draft) -> None:
    """The sum first, then what it is made of."""
    total(found, draft)
    shown = [line for line in found.lines if line.offers]
    draft.add(*(f"{number}. " + _line(line, draft) for number, line in enumerate(shown, 1)))
    for line in found.lines:
        if line not in shown:
            none_of(line.need, draft, line.called, lacking=line.lacking)


def total(found: Purchased, draft: Draft, *, numbered: bool = True) -> None:
    """In one sentence, with what is no part of it; then whether a budget is kept."""
    wording, counted = draft.wording, [line for line in found.lines if line.cost is not None]
    numbers = [line for line in counted if line.need.quantity is not None]
    if not counted or not found.currency or not (found.budget is not None or found.counted or numbers):
        return
    if found.each is not None or (found.sets and len(counted) > 1 and found.one_of_each != found.total):
        _each(found, draft)
    money, rest = wording.money(f"{found.total:.2f}", found.currency), _left_out(found, wording, numbered)
    rare = [line for line in counted if scarce(line.offers[0].product, line.quantity)]
    fewer = [line for line in counted if line.fewer]
    whole = numbered and len(found.lines) > 1 and not (rare or fewer)
    key = "purchase.total_some" if rest else "purchase.total" if whole else "purchase.total_plain"
    draft.say(
        key,
        count=wording.say("purchase.every", count=len(found.lines)) if len(found.lines) > 2 else wording.say("purchase.both"),
        total=money,
        rest=rest,
    )
    if rare:
        who = [short(line.offers[0], wording.language) if found.pointed else goods(line.need, wording, line.called) for line in rare]
        shown = [line for line in found.lines if line.offers]
        draft.say("purchase.scarce", who=wording.positions([shown.index(line) for line in rare]) if numbered else wording.listed(who, "comma"))
    if found.people:
        draft.say("purchase.people", count=found.people, part=wording.money(f"{found.total / found.people:.2f}", found.currency))
    for line in counted:
        if OUTER.search(line.need.pack.lower()) and not line.packs.get(line.offers[0].id):
            count = wording.count(line.need.quantity, "quantity")
            draft.say("purchase.unpacked", goods=goods(line.need, wording, line.called), count=count, pack=line.need.pack)
    if fewer:
        sold = [
            wording.say(
                "purchase.sold_from",
                what=wording.positions([found.lines.index(line)]),
                count=wording.count(line.offers[0].product.moq or 1, "quantity"),
            )
            for line in fewer
        ]
        draft.say("purchase.fewer", sold=wording.listed(sold, "comma"))
    _which(found, draft)
    fewest = [line for line in counted if line not in numbers and max(one.quantity for one in (line, *numbers)) > 1]
    if fewest:
        draft.say("purchase.singly", goods=wording.listed([goods(line.need, wording, line.called) for line in fewest]))
    if found.budget is None:
        return
    if found.instead is not None:
        beyond = wording.money(f"{found.total - found.budget:.2f}", found.currency)
        draft.say("purchase.over", over=beyond, budget=wording.money(_plain(found.budget), found.currency))
        _instead(found, draft)
        return
    budget = wording.money(_plain(found.budget), found.currency)
    over = found.total - found.budget
    if over <= 0:
        draft.say("purchase.left_for" if rest else "purchase.within", rest=rest, budget=budget, left=wording.money(f"{-over:.2f}", found.currency))
        _cheapest(found, draft)
        return
    most = max(counted, key=lambda line: line.cost or 0)
    draft.say("purchase.beyond", budget=budget, over=wording.money(f"{over:.2f}", found.currency), most=goods(most.need, wording, most.called))


def _which(found: Purchased, draft: Draft) -> None:
    """The words that point at no product that is known."""
    if found.left:
        draft.say("purchase.which", what=draft.wording.listed([draft.wording.say("quoted", text=plain(each)) for each in found.left], "comma"))


def _each(found: Purchased, draft: Draft) -> None:
    """What one of each comes to, and whether that keeps its budget."""
    wording, budget = draft.wording, found.each
    one = _set(found, wording)
    if budget is None:
        draft.say("purchase.each", one=one, total=wording.money(f"{found.one_of_each:.2f}", found.currency))
        return
    over = found.one_of_each - budget
    cheapest = found.instead is None and not found.pointed
    draft.say(
        ("purchase.each_beyond" if cheapest else "purchase.each_over") if over > 0 else "purchase.each_within",
        one=one,
        total=wording.money(f"{found.one_of_each:.2f}", found.currency),
        budget=wording.money(_plain(budget), found.currency),
        over=wording.money(f"{abs(over):.2f}", found.currency),
    )
    if found.instead is not None:
        _instead(found, draft)
    elif over <= 0:
        _cheapest(found, draft)


def _set(found: Purchased, wording: Wording) -> str:
    """One of each, or what a set is made of."""
    counted = [line for line in found.lines if line.cost is not None]
    if all(line.per == 1 for line in counted):
        return wording.say("purchase.one_of_each")
    parts = [wording.say("purchase.of_set", count=line.per, goods=goods(line.need, wording, line.called)) for line in counted]
    return wording.say("purchase.one_set", parts=wording.listed(parts))


def _cheapest(found: Purchased, draft: Draft) -> None:
    """What the cheapest of each come to, where that is less."""
    if found.least is not None and found.least < found.own and not found.pointed:
        draft.say("purchase.cheapest", total=draft.wording.money(f"{found.least:.2f}", found.currency))


def _instead(found: Purchased, draft: Draft) -> None:
    """What would keep the budget in the place of what was picked; else what the cheapest of each come to."""
    wording, other = draft.wording, found.instead
    assert other is not None
    total, budget = wording.money(f"{other.own:.2f}", found.currency), found.budget if found.each is None else found.each
    if budget is not None and other.own > budget:
        draft.say("purchase.least", total=total)
        return
    pairs = [(old, new) for old, new in zip(found.lines, other.lines, strict=True) if old.offers and new.offers[0].id != old.offers[0].id]
    said = [
        wording.say(
            "purchase.for",
            new=short(new.offers[0], wording.language),
            mark=draft.cite_product(new.offers[0]),
            old=goods(old.need, wording, old.called),
        )
        for old, new in pairs
    ]
    draft.say("purchase.instead", swaps=wording.listed(said, "and"), total=total)


def _left_out(found: Purchased, wording: Wording, numbered: bool) -> str:
    """By number where they have one."""
    shown = [line for line in found.lines if line.offers]
    places = [place for place, line in enumerate(shown) if line.cost is None]
    names = [_called(line.need, wording, line.called) for line in found.left_out if not (numbered and line.offers)]
    return wording.listed([*([wording.positions(places)] if numbered and places else []), *dict.fromkeys(names)])


def _called(need: Need, wording: Wording, called: str | None) -> str:
    """Goods of no shelf in the buyer's own words."""
    return goods(need, wording, called) if need.category or not need.query else wording.say("note.word", text=plain(need.query)[:40])


def none_of(need: Need, draft: Draft, called: str | None = None, *, lacking: bool = False) -> None:
    """That none fits; of goods of no shelf that no record has anything of, or none of the kind (`lacking`), that there are none."""
    if lacking:
        draft.say("beside.lacking", goods=plain(need.query)[:40])
    else:
        draft.say("beside.none", goods=_called(need, draft.wording, called), conditions=conditions_met(need, draft.wording))


def parts(found: Purchased, draft: Draft) -> None:
    """The sum in one line behind another answer."""
    wording, counted = draft.wording, [(line, line.cost) for line in found.lines if line.cost is not None]
    if len(counted) < 2 or not found.currency:
        for line in found.left_out if found.each is not None else ():  # what both come to stays open, for want of one of them
            none_of(line.need, draft, line.called, lacking=line.lacking)
        _which(found, draft)
        return
    said = [
        wording.say(
            "purchase.part",
            goods=short(line.offers[0], wording.language) if found.pointed else goods(line.need, wording, line.called),
            cost=wording.money(f"{cost:.2f}", found.currency),
        )
        for line, cost in counted
    ]
    draft.say("purchase.parts", parts=wording.listed(said, "comma"))
    total(found, draft, numbered=False)
    for line, _ in counted:
        if broken := misses(line.offers[0], line.need.active, draft):
            draft.add(f"- {short(line.offers[0], wording.language)}{draft.cite_product(line.offers[0])}{broken}")


def _line(line: Bought, draft: Draft) -> str:
    wording, offer = draft.wording, line.offers[0]
    names = telling(line.offers[:EACH], line.need)
    held = line.packs.get(offer.id)
    note = wording.say("purchase.packed", count=f"{line.need.quantity:,}", pack=line.need.pack, each=held) if held else ""
    note += misses(offer, line.need.active, draft) + hindered(offer, None if line.fewer else line.quantity, wording)
    priced = _priced(line, wording)
    told = wording.say("listing.line", title=short(offer, wording.language), facts=facts(offer, names, wording, priced=priced), marks="", note=note)
    return told + draft.cite_product(offer)


def _priced(line: Bought, wording: Wording) -> str:
    """What so many cost; of one piece its price."""
    offer = line.offers[0]
    currency = offer.product.currency
    price = wording.money(offer.price, currency)
    if line.quantity == 1 or offer.price is None:
        return price
    whole = wording.money(f"{offer.price * line.quantity:.2f}", currency)
    return wording.say("details.total", quantity=wording.count(line.quantity, "moq"), price=price, total=whole)


def _plain(amount: object) -> str:
    return f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"
