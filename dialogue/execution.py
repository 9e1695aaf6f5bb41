"""Execution: what the commands of a turn change in the conversation. Pure: the same conversation, commands and store come to the same."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ..schema.command import AnyCommand, Ask, AskParty, Choose, Compare, Go, PurchaseList, Relax, Seek, Want
from ..schema.need import Need
from ..schema.product import Product
from ..schema.reading import Reading
from ..schema.reference import Place, Reference
from ..understanding.ledger.contradictions import Contradiction, contradiction
from ..understanding.ledger.ledger import apply
from ..understanding.ledger.relatives import related
from ..understanding.references.matching import Records
from ..understanding.references.resolution import Resolution
from ..understanding.references.resumed import resumed, taken_back
from .anchored import counted_there, staying, sums_first
from .focus import FOCUS, beside_it, focus_of, of_its_brand, of_what_was_found, talked
from .inquiries import over, pointing
from .list_places import list_place
from .references import resolve
from .topics import Dialogue, about, at_goods, at_its_list, back_to, called, left, listed_of, named_so

_OF_SEVERAL = ("product_question", "brand", "supplier")
"""What can be told of several products as well as of one."""


class World(Protocol):
    """What execution asks of the store. `judged` is the reading with what nobody can judge as wishes, `settled` reading and need once products are
    counted (of two wishes the one that has matches), given the need before; `stated` are the values of a field on a shelf; `general` tells whether
    what is asked holds whatever the goods."""

    @property
    def records(self) -> Records: ...
    def products(self, ids: Sequence[str]) -> Sequence[Product]: ...
    def stated(self, field: str, category: str | None) -> Collection[str]: ...
    def judged(self, reading: Reading) -> Reading: ...
    def settled(self, reading: Reading, need: Need, old: Need | None) -> tuple[Reading, Need]: ...
    def general(self, reading: Reading) -> bool: ...


@dataclass(frozen=True)
class Turn:
    """What a turn comes to: the conversation `after` it, what its `reading` asks of the lookups, what its pointers mean, and the conditions that
    `clash` and are asked about first. `focus` are the products that the reply is about."""

    after: Dialogue
    reading: Reading
    resolution: Resolution
    clash: Contradiction | None
    focus: tuple[str, ...]

    @property
    def need(self) -> Need:
        assert self.after.need is not None
        return self.after.need


def execute(now: Dialogue, reading: Reading, turn: int, world: World) -> Turn:
    """`reading` is what the grounded commands ask (`request`), `turn` the turn's number. Which of several is meant is not asked for facts."""
    pointers = pointing(reading, now.focus)
    resolution = beside_it(reading, _resolved(pointers, now, world), now)
    reading = of_what_was_found(reading, resolution)
    focus = focus_of(reading, resolution, now)
    reading = of_its_brand(reading, focus, world.records.product)
    resolution = _for_whom(reading, resolution, world.products(focus))
    if resolution.outcome == "ambiguous" and world.general(reading):
        resolution = Resolution(outcome="none")
    if (several := of_several(reading, resolution)) is not resolution:
        resolution, focus = several, several.product_ids
    reading = taken_back(resumed(reading, resolution, now.need), now.need, now.shown)
    if resolution.outcome in ("none", "resolved"):
        reading = related(reading, world.products(_measured(reading, resolution, now)), _listed(now), now.need, world.stated)
    clash = contradiction(now.need, reading)
    reading = world.judged(_held_back(reading, clash))
    topics = left(now) if _opens(now.need, reading) else tuple(now.topics)
    reading, need = world.settled(reading, apply(now.need, reading, turn), now.need)
    after = replace(now, need=need, topics=topics, talked=talked(resolution.product_ids, now))
    return Turn(after, reading, resolution, clash, focus)


def _resolved(pointers: Sequence[Reference], now: Dialogue, world: World) -> Resolution:
    """Where the last search found nothing, of the list before it; of a list of one, any number is that one."""
    found = resolve(pointers, now, world.records)
    if found.outcome == "impossible" and found.available == 1 and len(_listed(now)) == 1:
        return Resolution(outcome="resolved", product_ids=_listed(now))
    filled = [one for one in now.shown if one.product_ids]
    if found.outcome != "impossible" or found.available or len(filled) == len(now.shown):
        return found
    return resolve(pointers, replace(now, shown=filled), world.records)


def of_several(reading: Reading, resolution: Resolution) -> Resolution:
    """As all that may be meant, where it can be told of several as well as of one; as many as were named, where they stand first."""
    reference = resolution.reference
    every = reference is not None and reference.kind == "all"
    if resolution.outcome != "ambiguous" or not (every or reading.intent in _OF_SEVERAL):
        return resolution
    named = reference.count if reference is not None and (every or reference.kind == "focus") else 0
    return Resolution(outcome="resolved", product_ids=resolution.choices[: named or FOCUS])


def gone_back(
    now: Dialogue,
    commands: Sequence[AnyCommand],
    bought: Callable[[str], Sequence[Need]] = lambda words: (),
    recalled: Callable[[str], str | None] = lambda words: None,
) -> tuple[Dialogue, tuple[AnyCommand, ...]]:
    """The conversation with the topic in hand that the commands go back to, and the commands left to do: goods that were never talked about are
    looked for. `bought` tells which lines of the list words name; `recalled` tells which goods talked about words mean."""
    done: list[AnyCommand] = []
    now = _at_focus(now, commands)
    for command in counted_there([_recalled(one, now, recalled) for one in sums_first(commands, now)]):
        if (line := _line(now, command, bought)) is not None:
            done = staying(done, now)
            now = (
                now
                if line.line and now.need is not None and (line.category, line.line) == (now.need.category, now.need.line)
                else at_goods(now, line)
            )
            done += _left_of(command, done)
        elif isinstance(command, Seek) and _named_again(now, command) and (earlier := back_to(now, command.goods)) is not None:
            done = staying(done, now)
            now = earlier
            done += _left_of(command, done)
        elif not isinstance(command, Go) or command.to != "topic":
            done.append(command)
        elif command.about is not None and about(now, command.about):
            now = at_its_list(now)
            done.append(command)
        elif (earlier := back_to(now, command.about)) is not None:
            done = staying(done, now)
            now = earlier
        elif command.about is not None:
            goods, _, told = command.about.partition(" that ")
            done.append(Seek(goods=goods, by=command.by, quote=command.quote))
            done += [Want(value=told, strength="wish", by=command.by, quote=command.quote)] if told else []
    return now, tuple(done)


def _recalled(command: AnyCommand, now: Dialogue, recalled: Callable[[str], str | None]) -> AnyCommand:
    """Going back by when a list was shown ("the ones at the start") as going to that list, by other words for goods talked about as going back to
    these."""
    words = command.about if isinstance(command, Go) and command.place is None else None
    if words is None or not isinstance(command, Go):
        return command
    place, listed = list_place(words), listed_of(now, words)
    if place is not None:
        return command.model_copy(update={"about": None, "text": words, "place": place.model_copy(update={"about": listed or ""})})
    if command.to != "topic" or about(now, words) or any(called(one.need, words) for one in now.topics):
        return command
    if listed is not None:
        return command.model_copy(update={"about": None, "text": words, "place": Place(about=listed)})
    return command.model_copy(update={"about": recalled(words) or words})


def _left_of(command: AnyCommand, before: Sequence[AnyCommand]) -> list[AnyCommand]:
    """What is left of a turn to goods talked about: their number, and behind what was asked of others that these are shown."""
    if isinstance(command, Seek) and any(isinstance(one, (Ask, AskParty, Compare, Choose)) for one in before):
        return [command]
    return [command.model_copy(update={"goods": None})] if isinstance(command, Seek) and command.quantity is not None else []


def _at_focus(now: Dialogue, commands: Sequence[AnyCommand]) -> Dialogue:
    """A message that names no goods and sets what they must be goes on about the product talked about last, be it of an earlier topic."""
    named = any(isinstance(one, (Seek, Go, PurchaseList)) for one in commands)
    held = [one for one in now.shown if now.focus and set(now.focus) <= set(one.product_ids)]
    if named or now.need is None or not held or not any(isinstance(one, (Want, Relax)) for one in commands):
        return now
    of = held[-1].query or held[-1].category or ""
    if any((one.category, one.query) == (now.need.category, now.need.query) for one in held) or not any(named_so(one.need, of) for one in now.topics):
        return now
    earlier = back_to(now, of)
    return now if earlier is None else replace(earlier, focus=now.focus, talked=now.talked)


def _line(now: Dialogue, command: AnyCommand, bought: Callable[[str], Sequence[Need]]) -> Need | None:
    """The one line that it goes on with: of several of the same goods, else where neither those in hand nor a topic left are called just so."""
    goods = command.goods if isinstance(command, Seek) else command.about if isinstance(command, Go) else None
    lines = bought(goods) if goods is not None and not (isinstance(command, Seek) and command.topic == "new") else ()
    if goods is None or len(lines) != 1:
        return None
    others = (*(one.need for one in now.topics), *filter(None, (now.need,)))
    return lines[0] if lines[0].line or (named_so(lines[0], goods) and not any(named_so(one, goods) for one in others)) else None


def _named_again(now: Dialogue, command: Seek) -> bool:
    """Whether it goes on about goods that were left for others: named in passing, or just as they were called."""
    if command.goods is None or about(now, command.goods):
        return False
    return command.topic == "same" or any(named_so(one.need, command.goods) for one in now.topics)


def _opens(need: Need | None, reading: Reading) -> bool:
    return need is not None and reading.topic == "new" and reading.intent not in ("chitchat", "out_of_scope")


def _for_whom(reading: Reading, resolution: Resolution, meant: Sequence[Product]) -> Resolution:
    """A draft for nobody in particular, where the products in question are of several suppliers: it is asked for which."""
    drafts = reading.intent == "inquiry" and not over(reading) and reading.topic == "same"
    if not drafts or resolution.outcome != "none" or len({product.supplier_id for product in meant}) < 2:
        return resolution
    ids = tuple(product.id for product in meant)
    return Resolution(outcome="ambiguous", choices=ids, available=len(ids))


def _listed(now: Dialogue) -> tuple[str, ...]:
    """The list shown last."""
    return now.shown[-1].product_ids if now.shown else ()


def _measured(reading: Reading, resolution: Resolution, now: Dialogue) -> Sequence[str]:
    """What "cheaper" is measured against: the products pointed at, else the one of the list that is talked about, else what the reply named of it."""
    if not reading.relative or resolution.product_ids:
        return resolution.product_ids
    kept, listed = now.focus, _listed(now)
    if len(kept) == 1 and kept[0] in listed:
        return kept
    return listed[:FOCUS] if any(wish.kind in ("less", "more") for wish in reading.relative) else listed


def _held_back(reading: Reading, clash: Contradiction | None) -> Reading:
    """Without the conditions that are asked about first."""
    if clash is None:
        return reading
    held = (*clash.new, *(clash.old if clash.within else ()))
    return reading.model_copy(update={"conditions": tuple(each for each in reading.conditions if each not in held)})
