"""A purchase list: the goods of a message, each with its own number and what it must be."""

from collections.abc import Sequence

from ..schema.command import AnyCommand, Go, Line, PurchaseList, Seek, Want
from .anchored import TOTAL


def as_list(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """A message of several goods with wishes of their own ("gel pens 0.5 black, and copy paper A4"), as a list of them; any other as it is.

    What stands behind the name of goods is theirs until the next are named. Goods that are named beside a list are on it. It stands where the first
    of them are named.
    """
    named = [at for at, one in enumerate(commands) if _opens(one)]
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    if not named or (said is None and not _several(commands, named)):
        return tuple(commands)
    parts = [commands[start:end] for start, end in zip(named, [*named[1:], len(commands)], strict=True)]
    lines = [
        Line(
            goods=_goods(part[0]),
            audience=getattr(part[0], "audience", None) or "",
            quantity=getattr(part[0], "quantity", None),
            musts=_wants(part),
        )
        for part in parts
    ]
    also = ((one, each) for one in commands if isinstance(one, Seek) for each in one.also)
    more = [Line(goods=each, quantity=one.quantity) for one, each in also if each not in [line.goods for line in lines]]
    whole = said or PurchaseList(lines=(*lines, *more), by=commands[named[0]].by)
    wants = [one for part in parts for one in _wants(part)]
    at = min(commands.index(one) for one in (commands[named[0]], said) if one is not None)
    before, behind = ([one for one in half if one is not said and not _opens(one) and one not in wants] for half in (commands[:at], commands[at:]))
    return (*before, whole if said is None else _joined(said, (*lines, *more)), *behind)


def _several(commands: Sequence[AnyCommand], named: Sequence[int]) -> bool:
    """Whether several goods are asked for, each with wishes of its own, or all in a number."""
    first = commands[named[0]]
    each = len(named) == 1 and isinstance(first, Seek) and bool(first.also) and first.quantity is not None and first.topic == "new"
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
    return tuple(one for one in part if isinstance(one, Want) and not (one.field or "").startswith("terms.") and one.field != TOTAL)
