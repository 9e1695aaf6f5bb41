"""From a model's plain words to conditions: the rules read them, and code decides what they may do."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ...schema.condition import Condition
from ...schema.need import Need
from ..reader import Reader
from ..slots import leave_nothing, slot
from .quoting import AGAINST, Unread
from .reworded import Reworded, Rewording

_NONE = ("无", "none", "no")


class Understood(NamedTuple):
    """What a rewording came to: wishes that rank and never exclude, `inferred`, which the buyer sees and can remove; `goods`, a category."""

    quote: str
    wishes: tuple[Condition, ...] = ()
    goods: str = ""


Stated = Callable[[Condition], bool]
"""Whether some of the goods state what meets a condition."""


def understood(reworded: Reworded, unread: Unread, need: Need, reader: Reader, stated: Stated = lambda _: False) -> tuple[Understood, ...]:
    """What a model's rewording adds to `need`.

    A rewording counts where its quote stands in what the rules left unread, and no other has stood on those words; the rules read it as if the buyer
    had said it, and what it names beside an attribute and goods (a price, a maker, pointers, quantities) is left aside. Nothing is added to what the
    buyer has said something of already, nor of goods that aren't his. A figure that he didn't say counts only where goods have it.
    """
    return tuple(_each((each for each in reworded.wishes if unread.holds(each.quote)), need, reader, stated))


def _each(rewordings: Iterable[Rewording], need: Need, reader: Reader, stated: Stated) -> Iterator[Understood]:
    found: list[Condition] = []
    stood_on: list[str] = []
    for each in rewordings:
        quote = each.quote.strip()
        if any(_overlap(quote, other) for other in stood_on):
            continue
        stood_on.append(quote)
        read = reader.read(each.plain, need, (), need.language)
        said = [one for one in read.conditions if not one.pages]
        new = [one.model_copy(update={"text": quote, "hard": False, "status": "inferred"}) for one in said if _adds(one, (*need.active, *found))]
        known = _figures(each.plain) <= _figures(quote) or all(map(stated, said))
        own = need.category is None or read.category in (None, need.category)  # glass of a bottle is nothing of sleeping bags
        wished = tuple(new) if _is_one(said) and known and own else ()
        found += wished
        yield Understood(quote, wished, read.category or "")


def _is_one(said: Sequence[Condition]) -> bool:
    """Whether it is one wish, of what goods are: words that nobody could read state no price, no quantity, no seller, and wish for something."""
    return len({one.field for one in said}) == 1 and said[0].field.startswith("attr.") and not any(map(_denies, said))


def _denies(condition: Condition) -> bool:
    """Waterproof is what isn't stated as none at all, and denies nothing."""
    return condition.op in AGAINST and not (condition.op == "!=" and condition.value in _NONE)


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", text)))


def _overlap(one: str, other: str) -> bool:
    first, second = ("".join(unicodedata.normalize("NFKC", each).casefold().split()) for each in (one, other))
    return first in second or second in first


def _adds(new: Condition, known: Iterable[Condition]) -> bool:
    """Whether it says something of what nothing was said of, so that it can contradict nothing exact."""
    return not any(new.field == old.field and (slot(new) == slot(old) or leave_nothing(new, old)) for old in known)
