"""A purchase list: the goods of a message, each with its own number and what it must be."""

from collections.abc import Sequence

from ..schema.command import AnyCommand, Ask, Go, Line, PurchaseList, Seek, Want
from ..schema.purchase import Purchase
from .sums import SET, TOTAL, bounds

_NOTHING = Purchase()


def as_list(commands: Sequence[AnyCommand], purchase: Purchase = _NOTHING) -> tuple[AnyCommand, ...]:
    """A message of several goods with wishes of their own ("gel pens 0.5 black, and copy paper A4"), or for a sum, as a list of
    them; so are several goods of the list of the `purchase`, and those that come to it where a sum is asked for. Any other as it is.

    What stands behind the name of goods is theirs until the next are named. Goods that are named beside a list are on it. It stands where the first
    of them are named.
    """
    again = [one for one in commands if purchase.listed and isinstance(one, Seek) and one.goods and one.topic == "same"]
    again = again if len(again) > 1 else []
    named = [at for at, one in enumerate(commands) if _opens(one) or one in again]
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    joins = said is None and not again and _joins(commands, named, purchase)
    if not named or (said is None and not joins and not _several(commands, named)):
        return tuple(commands) if said is None else _within(said, commands)
    parts = [commands[start:end] for start, end in zip(named, [*named[1:], len(commands)], strict=True)]
    lines = [
        Line(
            goods=_goods(part[0]),
            audience=getattr(part[0], "audience", None) or "",
            quantity=getattr(part[0], "quantity", None) or (_sets(purchase) if joins else None),
            musts=_wants(part),
        )
        for part in parts
    ]
    also = ((one, each) for one in commands if isinstance(one, Seek) for each in one.also)
    more = [Line(goods=each, quantity=one.quantity) for one, each in also if each not in [line.goods for line in lines]]
    whole = said or PurchaseList(lines=(*lines, *more), more=joins or bool(again), by=commands[named[0]].by)
    wants = [one for part in parts for one in _wants(part)]
    at = min(commands.index(one) for one in (commands[named[0]], said) if one is not None)
    taken = [said, *(commands[each] for each in named), *wants]
    before, behind = ([one for one in half if one not in taken] for half in (commands[:at], commands[at:]))
    whole = whole if said is None else _joined(said, (*lines, *more))
    return _within(whole, (*before, whole, *behind)) if not whole.more else (*before, whole, *behind)


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
    return bool(named) and purchase.listed and sums and all(isinstance(commands[at], Seek) for at in named)


def _sets(purchase: Purchase) -> int | None:
    """In which number all of it is wanted; None where the numbers differ."""
    numbers = {purchase.items[place].need.quantity for place in purchase.wanted}
    return numbers.pop() if len(numbers) == 1 else None


def _several(commands: Sequence[AnyCommand], named: Sequence[int]) -> bool:
    """Whether several goods are asked for, each with wishes of its own, or all in a number."""
    first = commands[named[0]]
    sums = bool(bounds(commands, TOTAL) or bounds(commands, SET)) or any(isinstance(one, Ask) and TOTAL in one.fields for one in commands)
    each = len(named) == 1 and isinstance(first, Seek) and bool(first.also) and first.topic == "new" and (first.quantity is not None or sums)
    return (len(named) > 1 or each) and not _wants(commands[: named[0]])


def _joined(said: PurchaseList, named: Sequence[Line]) -> PurchaseList:
    """With the wishes that stand outside it, and the goods that it leaves out."""
    beside = {line.goods: line for line in named}
    lines = [line.model_copy(update={"musts": (*line.musts, *beside[line.goods].musts)}) if line.goods in beside else line for line in said.lines]
    known = [line.goods for line in said.lines]
    return said.model_copy(update={"lines": (*lines, *(line for line in named if line.goods not in known))})


def _opens(command: AnyCommand) -> bool:
    """Whether it names other goods."""
    return (isinstance(command, Seek) and bool(command.goods) and command.topic == "new") or (isinstance(command, Go) and bool(command.about))


def _goods(command: AnyCommand) -> str:
    return (command.goods if isinstance(command, Seek) else command.about if isinstance(command, Go) else None) or ""


def _wants(part: Sequence[AnyCommand]) -> tuple[Want, ...]:
    """What the goods must be; the seller's terms are asked about, whatever the goods, and what all may cost together is of no line."""
    return tuple(one for one in part if isinstance(one, Want) and not (one.field or "").startswith("terms.") and one.field not in (TOTAL, SET))
