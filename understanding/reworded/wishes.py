"""From a model's plain words to conditions: the rules read them, and code decides what they may do."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...schema.condition import Condition
from ...schema.need import Need
from ..reader import Reader
from ..slots import leave_nothing, slot
from .quoting import Unread
from .reworded import Reworded, Rewording


class Understood(NamedTuple):
    """What a rewording came to: wishes that rank and never exclude, `inferred`, which the buyer sees and can remove; `goods`, a category."""

    quote: str
    wishes: tuple[Condition, ...] = ()
    goods: str = ""


def understood(reworded: Reworded, unread: Unread, need: Need, reader: Reader) -> tuple[Understood, ...]:
    """What a model's rewording adds to `need`.

    A rewording counts where its quote stands in what the rules left unread; the rules read it as if the buyer had said it, and what it names beside
    conditions and goods (pointers, quantities) is left aside. Nothing is added to what the buyer has said something of already.
    """
    return tuple(_each((each for each in reworded.wishes if unread.holds(each.quote)), need, reader))


def _each(rewordings: Iterable[Rewording], need: Need, reader: Reader) -> Iterator[Understood]:
    found: list[Condition] = []
    for each in rewordings:
        read, quote, added = reader.read(each.plain, need, (), need.language), each.quote.strip(), []
        for new in read.conditions:
            if not new.pages and _adds(new, (*need.active, *found)):
                added.append(new.model_copy(update={"text": quote, "hard": False, "status": "inferred"}))
                found.append(added[-1])
        yield Understood(quote, tuple(added), read.category or "")


def _adds(new: Condition, known: Iterable[Condition]) -> bool:
    """Whether it says something of what nothing was said of, so that it can contradict nothing exact."""
    return not any(new.field == old.field and (slot(new) == slot(old) or leave_nothing(new, old)) for old in known)
