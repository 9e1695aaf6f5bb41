"""A purchase list: the goods of a message, each with its own number and what it must be."""

import re
from collections.abc import Sequence

from ..schema.command import AnyCommand, Ask, Choose, Go, Line, PurchaseList, Seek, Want
from ..schema.need import Need
from ..schema.purchase import Purchase
from .sums import SET, TOTAL, bounds, patterns
from .topics import called

_NOTHING = Purchase()


def as_list(commands: Sequence[AnyCommand], purchase: Purchase = _NOTHING, need: Need | None = None, text: str = "") -> tuple[AnyCommand, ...]:
    """A message that turns to several goods, each with wishes of its own ("gel pens 0.5 black, and copy paper A4"), or for a sum, as a list of them;
    so are those that come to the list of the `purchase` where a sum is asked for. Any other as it is.

    What stands behind the name of goods is theirs until the next are named, what stands before the first is of the goods in hand (`need`). Goods that
    are named beside a list are on it; one of its lines that is gone on with is shown first. It stands where the first of them are named. Of goods
    named with "or" in the `text` one is wanted, so they are no list.
    """
    commands = _to_choose(commands, purchase)
    plain, commands = commands, _by_name(commands, need)
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    named = [at for at, one in enumerate(commands) if _goods(one)]
    head = _of_those_in_hand(commands, named, need) if said is None else ()
    joins = said is None and _joins(commands, named, purchase)
    if not named or (said is None and not joins and not head and not _several(commands, named, text)):
        return tuple(commands) if said is None else _within(said, commands)
    parts = [commands[start:end] for start, end in zip(named, [*named[1:], len(commands)], strict=True)]
    lines = _lines(parts, _sets(purchase) if joins else None)
    if head and need is not None:
        own = next((line for line in lines if called(need, line.goods)), None) or Line(goods=need.category or need.query, query=need.query)
        lines = [own.model_copy(update={"musts": (*head, *own.musts)}), *(line for line in lines if line is not own)]
    if {line.quantity for line in lines} == {1, None}:  # a single one of some of them is no order
        lines = [line.model_copy(update={"quantity": None}) for line in lines]
    also = ((one, each) for one in commands if isinstance(one, Seek) for each in one.also)
    more = [Line(goods=each, quantity=one.quantity) for one, each in also if each not in [line.goods for line in lines]]
    turned = lines[1].goods if commands is not plain and len(lines) == 2 and not more else ""  # what the message turns to is shown
    whole = said or PurchaseList(lines=(*lines, *more), more=joins, first=turned, by=commands[named[0]].by)
    wants = [*head, *(one for part in parts for one in _wants(part))]
    at = min(commands.index(one) for one in (commands[named[0]], said) if one is not None)
    taken = [said, *(commands[each] for each in named), *wants]
    before, behind = ([one for one in half if one not in taken] for half in (commands[:at], commands[at:]))
    whole = whole if said is None else _joined(said, (*lines, *more), _gone_on_with(parts))
    return _within(whole, (*before, whole, *behind)) if not whole.more else (*before, whole, *behind)


def _by_name(commands: Sequence[AnyCommand], need: Need | None) -> Sequence[AnyCommand]:
    """With a number, and wishes, before other goods are named as those of the goods in hand, which are named too: "100 of them, and bowls, 50"."""
    at = next((at for at, one in enumerate(commands) if _goods(one) or (isinstance(one, PurchaseList) and one.lines)), 0)
    goods = (need.category or need.query) if need is not None else ""
    bare = next((one for one in commands[:at] if isinstance(one, Seek) and one.topic == "same" and one.quantity and not (one.query or one.of)), None)
    others = [*map(_goods, commands[at:]), *(line.goods for one in commands[at:] if isinstance(one, PurchaseList) for line in one.lines)]
    if bare is None or need is None or not goods or any(each and called(need, each) for each in others):
        return commands
    wants = [one for one in _wants(commands[:at]) if one.field != "price" or one.by != "reader"]
    own = bare.model_copy(update={"goods": goods, "query": need.query})
    return (*(one for one in commands[:at] if one is not bare and one not in wants), own, *wants, *commands[at:])


def _to_choose(commands: Sequence[AnyCommand], purchase: Purchase) -> Sequence[AnyCommand]:
    """To choose one of each of several goods talked about for a sum is a list of these."""
    choose = next((one for one in commands if isinstance(one, Choose)), None)
    goods = dict.fromkeys(each.place.about for each in (choose.among if choose is not None else ()) if each.place is not None and each.place.about)
    if len(goods) < 2 or any(map(_goods, commands)) or not (bounds(commands, TOTAL) or bounds(commands, SET)):
        return commands
    known = (next((item.need.query for item in reversed(purchase.items) if item.need.query and called(item.need, each)), each) for each in goods)
    lines = tuple(Line(goods=each) for each in known)
    return [PurchaseList(lines=lines, by=one.by) if one is choose else one for one in commands]


def _lines(parts: Sequence[Sequence[AnyCommand]], number: int | None) -> list[Line]:
    """A line for each of the goods that the parts name, those named twice once; `number`: in which those of no number are wanted."""
    found: dict[str, Line] = {}
    for part in parts:
        goods, seek = _goods(part[0]), part[0] if isinstance(part[0], Seek) else Seek()
        known = found.get(goods) or Line(goods=goods, quantity=number)
        own = {"audience": seek.audience or known.audience, "quantity": seek.quantity or known.quantity}
        own["anew"] = known.anew or (seek.topic == "same" and seek.quantity is not None)
        found[goods] = known.model_copy(update={**own, "musts": (*known.musts, *_wants(part))})
    return list(found.values())


def _of_those_in_hand(commands: Sequence[AnyCommand], named: Sequence[int], need: Need | None) -> tuple[Want, ...]:
    """The wishes before the first goods that are named, where others are in hand. The built-in reader's order says nothing."""
    wants = _wants(commands[: named[0]]) if named else ()
    if not wants or need is None or not (need.category or need.query) or any(one.by == "reader" for one in wants):
        return ()
    return () if called(need, _goods(commands[named[0]])) else wants


def _gone_on_with(parts: Sequence[Sequence[AnyCommand]]) -> str:
    """The one line that is gone on with beside the list, and not only in another number."""
    again = [part for part in parts if isinstance(part[0], Seek) and part[0].topic == "same" and part[0].quantity is None]
    return _goods(again[0][0]) if len(again) == 1 else ""


def _within(said: PurchaseList, commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """With what the commands say that all of its lines may cost as its budget."""
    budget = bounds([one for one in commands if isinstance(one, Want)], TOTAL)
    if not budget or not said.lines or said.budget is not None or not isinstance(budget[-1].value, (int, float)):
        return tuple(commands)
    kept = said.model_copy(update={"budget": float(budget[-1].value), "currency": budget[-1].unit})
    return tuple(kept if one is said else one for one in commands if one not in budget)


def _joins(commands: Sequence[AnyCommand], named: Sequence[int], purchase: Purchase) -> bool:
    """Whether goods come to the list that stands: all that is asked is what it comes to with them."""
    asked = [one for one in commands if isinstance(one, Ask)]
    sums = bool(asked) and all(TOTAL in one.fields and not one.of for one in asked)
    return bool(named) and purchase.listed and sums and all(_new(commands[at]) for at in named)


def _sets(purchase: Purchase) -> int | None:
    """In which number all of it is wanted; None where the numbers differ."""
    numbers = {purchase.items[place].need.quantity for place in purchase.wanted}
    return numbers.pop() if len(numbers) == 1 else None


def _several(commands: Sequence[AnyCommand], named: Sequence[int], text: str) -> bool:
    """Whether several goods are asked for, each with wishes of its own, or all in a number."""
    first = commands[named[0]]
    goods = [*dict.fromkeys(_goods(commands[at]) for at in named), *(first.also if isinstance(first, Seek) else ())]
    if len(goods) == 2 and _either(goods[0].lower(), goods[1].lower(), text.lower()):
        return False
    sums = bool(bounds(commands, TOTAL) or bounds(commands, SET)) or any(isinstance(one, Ask) and TOTAL in one.fields for one in commands)
    each = len(named) == 1 and isinstance(first, Seek) and bool(first.also) and first.topic == "new" and (first.quantity is not None or sums)
    return (len({_goods(commands[at]) for at in named}) > 1 or each) and not _wants(commands[: named[0]])


def _either(one: str, other: str, text: str) -> bool:
    """Whether just one of both is wanted: candles or lanterns."""
    behind = text.partition(one)[2]
    return any(re.search(each.pattern.replace("GOODS", re.escape(other)), behind) for each in patterns("or"))


def _joined(said: PurchaseList, named: Sequence[Line], first: str) -> PurchaseList:
    """With the wishes that stand outside it, and the goods that it leaves out; `first`: the goods of it that are gone on with."""
    lines, left = list(said.lines), list[Line]()
    for one in named:
        at = next((at for at, line in enumerate(lines) if _is(one.goods, line.goods)), None)
        if at is None:
            left.append(one)
            continue
        lines[at] = lines[at].model_copy(
            update={"musts": (*lines[at].musts, *one.musts), "quantity": one.quantity or lines[at].quantity, "anew": one.anew}
        )
        first = lines[at].goods if first == one.goods else first
    return said.model_copy(update={"lines": (*lines, *left), "first": first})


def _is(words: str, goods: str) -> bool:
    """Whether goods are called so, in part or with more around it."""
    return called(Need(query=goods), words)


def _new(command: AnyCommand) -> bool:
    return isinstance(command, Seek) and command.topic == "new"


def _goods(command: AnyCommand) -> str:
    return (command.goods if isinstance(command, Seek) else command.about if isinstance(command, Go) else None) or ""


def _wants(part: Sequence[AnyCommand]) -> tuple[Want, ...]:
    """What the goods must be; the seller's terms are asked about, whatever the goods, and what all may cost together is of no line."""
    return tuple(one for one in part if isinstance(one, Want) and not (one.field or "").startswith("terms.") and one.field not in (TOTAL, SET))
