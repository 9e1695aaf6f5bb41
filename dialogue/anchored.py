"""Pointers of a message that turns to other goods: what stands before those is of what was in hand, what stands behind them is of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeGuard

from ..schema.command import AnyCommand, Ask, AskParty, Choose, Compare, Go, Inquire, PurchaseList, Seek, Sort, Vary, Want
from ..schema.reference import Place, Reference
from ..understanding.references.matching import Records
from .references import list_of, looked_at, resolve, single, these, unseen
from .request import narrows, turns
from .sums import TOTAL
from .topics import Dialogue

_LISTED, _PRICED = ("price", "moq"), ("price",)
"""What each line of a purchase, and of any list, tells."""
_BOTH = 2
"""Kinds of goods that what all comes to is asked of, where fewer are to be bought."""
Pointing = Ask | AskParty | Choose | Compare | Inquire


def anchored(commands: Sequence[AnyCommand], now: Dialogue, records: Records) -> tuple[AnyCommand, ...]:
    """`commands` are grounded. "That one then. And mice?" asks nothing of it, so it is left out."""
    commands = list(_in_turn(commands, now, records))
    at = next(
        (place for place, one in enumerate(commands) if isinstance(one, PurchaseList) or (isinstance(one, Seek) and (one.goods or one.query))), None
    )
    if at is None and narrows(commands):
        return tuple(as_shown(one, now, records) for one in commands)
    if at is None and any(map(turns, commands)):
        return tuple(each for one in commands for each in _of_the_new(as_shown(one, now, records)))
    if at is None:
        return tuple(_looked_for(commands, now, records))
    opens, goods, done = _opens(commands), _goods(commands[at]), list[AnyCommand]()
    for place, one in enumerate(commands):
        listed = _LISTED if isinstance(commands[at], PurchaseList) else _PRICED if opens else ()
        said = isinstance(commands[at], PurchaseList) or place > at
        if isinstance(one, Ask) and said and {*one.fields} & {*listed} and _of_all(one):
            left = tuple(name for name in one.fields if name not in listed)  # each line of the list has them
            done += [one.model_copy(update={"fields": left})] if left or one.suppose else []
        elif opens and place < at and _of_none(one) and now.shown and (told := now.focus or now.shown[-1].told):  # of those shown before
            done.append(_pointed(one, (these(told),)))  # type: ignore[arg-type]
        elif not isinstance(one, Pointing) or not _pointers(one) or (isinstance(one, Ask) and TOTAL in one.fields):
            done.append(one)
        elif place > at:
            own = Place(about=goods)
            if opens and any(list_of(each.place, now.shown) is not None for each in _pointers(one) if each.place is not None):  # of lists before
                done.append(as_shown(one, now, records))
                continue
            done.append(_at(one, own) if list_of(own, now.shown) is not None else _of_found(one) if opens else one)
        elif not opens:
            done.append(one)
        elif not (isinstance(one, Ask) and not (one.fields or one.suppose or one.text)):
            done.append(as_shown(one, now, records))
    return tuple(done)


def _in_turn(commands: Sequence[AnyCommand], now: Dialogue, records: Records) -> Iterator[AnyCommand]:
    """Each as it is meant behind those before it: "it" is the one product that the message has just pointed at, until it turns to other goods."""
    just, said, turned = tuple[str, ...](), tuple[Reference, ...](), False
    for one in commands:
        if isinstance(one, Pointing) and just:
            one = _it(one, just)
        elif isinstance(one, Vary) and just and one.how not in ("page", "except") and one.than in (said, (*filter(_is_it, one.than),)):
            one = one.model_copy(update={"than": (these(just),)})
        said = _pointers(one) if isinstance(one, Pointing) and _pointers(one) else said
        one = one if turned else _that(_of_it(one, commands, now), now, records)
        if _names(one):
            just, turned = (), turned or _opens([one])
        elif isinstance(one, Pointing) and _pointers(one):
            just = (found,) if (found := single(_pointers(one), now, records)) is not None else ()
        yield one


def _that(command: AnyCommand, now: Dialogue, records: Records) -> AnyCommand:
    """ "That one" of a list, and "it" where none is in hand, as the product that is meant; what to choose among is then all of the list."""
    if isinstance(command, Choose) and len(command.among) == 1:
        return _each(command, lambda one: one.model_copy(update={"kind": "all"}) if _is_it(one) and not now.focus else one)
    return _each(command, lambda one: _fixed(one, now, records) if one.kind == "focus" and one.count < 2 and (one.place or not now.focus) else one)


def _it(command: AnyCommand, just: Sequence[str]) -> AnyCommand:
    return _each(command, lambda one: these(just, one) if _is_it(one) else one)


def _is_it(reference: Reference) -> bool:
    return reference.kind == "focus" and reference.place is None and reference.count < 2 and not (reference.words or reference.calls)


def _of_the_new(command: AnyCommand) -> Iterator[AnyCommand]:
    """Set side by side beside others that are looked for: their list tells their prices, and what else is asked is asked of them."""
    if not isinstance(command, Compare) or command.among:
        yield command
    elif left := tuple(name for name in command.fields if name not in _PRICED):
        yield Ask(fields=left, further=True, by=command.by)


def _of_none(command: AnyCommand) -> bool:
    """Whether it asks facts of nothing in particular, by a hand that keeps the order of what is said."""
    told = isinstance(command, Ask) and bool(command.fields or command.suppose) and TOTAL not in command.fields
    return isinstance(command, Ask) and told and not command.of and command.by != "reader"


def _of_all(command: Ask) -> bool:
    """Whether it is asked of all that the message looks for."""
    return all(each.kind == "all" and not each.count and each.place is None and not each.calls for each in command.of)


def as_shown(command: AnyCommand, now: Dialogue, records: Records) -> AnyCommand:
    """Asked of the products that were shown before others are looked for beside them."""
    return _each(command, lambda one: _fixed(one, now, records))


def counted_there(commands: Sequence[AnyCommand]) -> Iterator[AnyCommand]:
    """With what is asked behind going back to a list as asked of that list; where nothing is, the list is gone back to."""
    place: Place | None = None
    for at, one in enumerate(commands):
        if isinstance(one, Go) and one.place is not None and one.about is None:
            place = one.place
            if not any(isinstance(each, Pointing) and _pointers(each) for each in commands[at + 1 :]):
                yield one.model_copy(update={"to": "list", "place": place.model_copy(update={"again": True})})
        elif isinstance(one, Pointing) and place is not None:
            yield _at(one, place)
        else:
            place = None if _names(one) else place
            yield one


def staying(commands: Sequence[AnyCommand], now: Dialogue) -> list[AnyCommand]:
    """What was asked before the message turned away from the goods in hand (`now`) as asked of their list."""
    goods = (now.need.query or now.need.category) if now.need is not None else None
    known = bool(goods) and list_of(Place(about=goods or ""), now.shown) is not None
    return [_at(one, Place(about=goods or "")) if known else one for one in commands]


def sums_first(commands: Sequence[AnyCommand], now: Dialogue) -> tuple[AnyCommand, ...]:
    """With what all comes to, asked before the message goes back to some of it, as asked of each product that was looked at."""
    back = max((place for place, one in enumerate(commands) if isinstance(one, Go)), default=0)
    if not any(map(_sums, commands[:back])):
        return tuple(commands)
    goods = looked_at(now)
    pins = [these([item.pick]) for item in (goods if len(goods) > 1 else looked_at(now, _BOTH)) if item.pick is not None]
    return tuple(_pointed(one, pins) if _sums(one) and place < back and len(pins) > 1 else one for place, one in enumerate(commands))


def _sums(command: AnyCommand) -> TypeGuard[Ask]:
    """Whether it asks what all that was looked at comes to."""
    return isinstance(command, Ask) and TOTAL in command.fields and not command.of


def _at(command: AnyCommand, place: Place) -> AnyCommand:
    """With its pointers that name no list as counted there."""
    return _each(command, lambda one: one if one.place is not None else one.model_copy(update={"place": place}))


def _of_found(command: Pointing) -> AnyCommand:
    """Asked of what is found, where it points at "it" or "them" behind goods that are looked for."""
    pointers = _pointers(command)
    left = tuple(one for one in pointers if not (_is_it(one) or (one.kind == "all" and one.place is None and not one.calls)))
    return command if any(one.place is not None for one in pointers) else _pointed(command, left)  # beside others they are of what was shown


def _names(command: AnyCommand) -> bool:
    """Whether it names goods."""
    return isinstance(command, PurchaseList) or (isinstance(command, (Seek, Go)) and bool(_goods(command)))


def _of_it(command: AnyCommand, beside: Sequence[AnyCommand], now: Dialogue) -> AnyCommand:
    """What is asked of nothing in particular is asked of the one product in hand, whatever he tells of himself beside it."""
    looks = any(isinstance(one, (Seek, Vary, PurchaseList, Sort, Go)) or (isinstance(one, Want) and one.field) for one in beside)
    if not isinstance(command, Ask) or command.of or not (command.fields or command.suppose):
        return command
    if looks or len(now.focus) != 1 or TOTAL in command.fields:
        return command
    return command.model_copy(update={"of": (these(now.focus),)})


def _looked_for(commands: Sequence[AnyCommand], now: Dialogue, records: Records) -> Iterator[AnyCommand]:
    """What is asked of goods that were never listed, and of no others, is asked of those that are found."""
    of = [each for one in commands if isinstance(one, Pointing) for each in _pointers(one)]
    lost = [each for each in of if unseen(each, now) and resolve([each], now, records).outcome != "resolved"]
    goods = lost[0].place.about if lost and len(lost) == len(of) and lost[0].place is not None else None
    if goods is not None:
        yield Seek(goods=goods, query=goods, by=commands[0].by)
    for one in commands:
        yield _pointed(one, [each for each in _pointers(one) if each not in lost]) if lost and isinstance(one, Pointing) else one


def _opens(commands: Sequence[AnyCommand]) -> bool:
    """Whether they turn to other goods, or to several."""
    return any(isinstance(one, PurchaseList) or (isinstance(one, Seek) and one.topic == "new" and (one.goods or one.query)) for one in commands)


def _goods(command: AnyCommand) -> str:
    if isinstance(command, PurchaseList):
        return command.lines[0].goods
    return command.goods or command.query if isinstance(command, Seek) else command.about or "" if isinstance(command, Go) else ""


def _pointers(command: Pointing) -> tuple[Reference, ...]:
    return command.of if isinstance(command, (Ask, AskParty, Inquire)) else command.among


def _pointed(command: Pointing, pointers: Sequence[Reference]) -> AnyCommand:
    name = "of" if isinstance(command, (Ask, AskParty, Inquire)) else "among"
    return command.model_copy(update={name: tuple(pointers)})


def _each(command: AnyCommand, turned: Callable[[Reference], Reference]) -> AnyCommand:
    """With each of its pointers turned."""
    return _pointed(command, [turned(one) for one in _pointers(command)]) if isinstance(command, Pointing) else command


def _fixed(reference: Reference, now: Dialogue, records: Records) -> Reference:
    """The products that it means now, by their ids; as it is where it means none."""
    found = resolve([reference], now, records)
    if found.outcome != "resolved" or any(one.field == "product" for one in reference.conditions):
        return reference
    return these(found.product_ids, reference)
