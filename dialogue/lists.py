"""A purchase list: the goods of its lines wait, each with its own number and what it must be."""

from collections.abc import Mapping, Sequence

from ..schema.command import AnyCommand, Go, Line, PurchaseList, Seek, Want
from ..schema.condition import Condition
from ..schema.need import Need, Waiting
from .request import condition


def as_list(commands: Sequence[AnyCommand]) -> tuple[AnyCommand, ...]:
    """A message of several goods with wishes of their own ("gel pens 0.5 black, and copy paper A4"), as a list of them; any other as it is.

    What stands behind the name of goods is theirs until the next are named.
    """
    named = [at for at, one in enumerate(commands) if _opens(one)]
    if len(named) < 2 or _wants(commands[: named[0]]):
        return tuple(commands)
    parts = [commands[start:end] for start, end in zip(named, [*named[1:], len(commands)], strict=True)]
    lines = [Line(goods=_goods(part[0]), quantity=getattr(part[0], "quantity", None), musts=_wants(part)) for part in parts]
    more = [Line(goods=each) for one in commands if isinstance(one, Seek) for each in one.also if each not in [line.goods for line in lines]]
    others = [one for at, one in enumerate(commands) if at not in named and not isinstance(one, Want)]
    return (PurchaseList(lines=(*lines, *more), by=commands[named[0]].by), *others)


def _opens(command: AnyCommand) -> bool:
    """Whether it names other goods."""
    if command.by == "rules":
        return False
    return (isinstance(command, Seek) and bool(command.goods) and command.topic == "new") or (isinstance(command, Go) and bool(command.about))


def _goods(command: AnyCommand) -> str:
    return (command.goods if isinstance(command, Seek) else command.about if isinstance(command, Go) else None) or ""


def _wants(part: Sequence[AnyCommand]) -> tuple[Want, ...]:
    return tuple(one for one in part if isinstance(one, Want))


def waiting(need: Need, commands: Sequence[AnyCommand], old: Need | None) -> Need:
    """`need` with the lines behind the first as goods that wait; as it is where no list is said. `old` is the need before."""
    said = next((one for one in commands if isinstance(one, PurchaseList)), None)
    if said is None:
        return need
    known = {one.category: one.conditions for one in (old.waiting if old else ())}
    return need.model_copy(update={"waiting": tuple(_waiting(line, known) for line in said.lines[1:])})


def _waiting(line: Line, known: Mapping[str, tuple[Condition, ...]]) -> Waiting:
    """With what was asked of such goods before, where nothing else is now."""
    named = {"category": line.goods, "query": line.query, "quantity": line.quantity}
    if not line.musts and line.goods in known:
        return Waiting.model_validate({**named, "conditions": known[line.goods]})
    held = [each for each in line.musts if each.field is not None]
    musts = tuple(condition(each).model_copy(update={"id": f"c{number}"}) for number, each in enumerate(held, 1))
    return Waiting.model_validate({**named, "conditions": musts, "words": tuple(str(each.value) for each in line.musts if each.field is None)})
