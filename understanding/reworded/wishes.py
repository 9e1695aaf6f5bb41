"""From a model's plain words to conditions: the rules read them, and code decides what they may do."""

import re
import unicodedata
from collections.abc import Iterable

from ...schema.condition import Condition
from ...schema.need import Need
from ..reader import Reader
from ..slots import leave_nothing, slot
from .reworded import Reworded


def wishes(reworded: Reworded, message: str, need: Need, reader: Reader) -> tuple[Condition, ...]:
    """The conditions that a model's rewording adds to `need`: wishes that rank and never exclude, `inferred`, which the buyer sees and can remove.

    A rewording counts where its quote stands in the message; the rules read it as if the buyer had said it, and what it names beside conditions
    (goods, pointers, quantities) is left aside. Nothing is added to what the buyer has said something of already.
    """
    found: list[Condition] = []
    for each in reworded.wishes:
        if not _stands(each.quote, message):
            continue
        for read in reader.read(each.plain, need, (), need.language).conditions:
            if not read.pages and _adds(read, (*need.active, *found)):
                found.append(read.model_copy(update={"text": each.quote.strip(), "hard": False, "status": "inferred"}))
    return tuple(found)


def _stands(quote: str, message: str) -> bool:
    return bool(folded := _folded(quote)) and folded in _folded(message)


def _adds(new: Condition, known: Iterable[Condition]) -> bool:
    """Whether it says something of what nothing was said of, so that it can contradict nothing exact."""
    return not any(new.field == old.field and (slot(new) == slot(old) or leave_nothing(new, old)) for old in known)


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())
