"""The answer to a contradiction: which of its two sides counts."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal

from ...schema.condition import Condition
from ...schema.pending import Pending
from ...schema.reading import Reading
from ..language.atom import atoms
from ..language.lexicon import LANGUAGES, load
from ..language.numerals import numeral
from ..language.phrases import Meaning, Phrases
from ..slots import slot, texts

Side = Literal["old", "new"]


def settled(pending: Pending, reading: Reading, text: str) -> Reading:
    """`reading` as what it decides; the message's own reading where it says neither side, both, or opens another topic.

    Whatever else it says counts too; a side's own words aren't read as another condition.
    """
    side = None if reading.topic == "new" and reading.category else _side(pending, reading, text)
    if side is None:
        return reading
    chosen = pending.new if side == "new" else pending.old
    own = [each for each in reading.conditions if slot(each) not in {slot(one) for one in (*pending.old, *pending.new)}]
    own = [each for each in own if not _numbered((each,)) & (_numbered(pending.old) | _numbered(pending.new))]
    wanted = {
        "intent": "refine",
        "topic": "same",
        "query": "",
        "conditions": (*chosen, *own),
        "references": (),
        "relative": (),
        "correction": True,
        "asked": (),
        "sort": (),
        "quantity": None,
        "notes": (),
    }
    return reading.model_copy(update=wanted)


def _side(pending: Pending, reading: Reading, text: str) -> Side | None:
    """By the conditions that it says, else by the words of an answer, else by a side's numbers, else by its words."""
    numbers = _said(text)
    return (
        _one(pending, lambda side: any(_same(one, each) for one in side for each in reading.conditions))
        or _answer(text)
        or _one(pending, lambda side: bool(_numbered(side) & numbers))
        or _one(pending, lambda side: any(one.text and one.text.casefold() in text.casefold() for one in side))
    )


def _one(pending: Pending, said: Callable[[tuple[Condition, ...]], bool]) -> Side | None:
    """The side of which it holds, where it doesn't hold of both."""
    old, new = said(pending.old), said(pending.new)
    return None if old == new else "old" if old else "new"


def _same(one: Condition, other: Condition) -> bool:
    return slot(one) == slot(other) and texts(one) == texts(other)


def _numbered(conditions: Iterable[Condition]) -> set[float]:
    return {float(one.value) for one in conditions if isinstance(one.value, (int, float)) and not isinstance(one.value, bool)}


def _said(text: str) -> set[float]:
    pieces = atoms(text)
    found = (numeral(pieces, place) for place in range(len(pieces)) if not place or numeral(pieces, place - 1) is None)
    return {float(number.low) for number in found if number is not None and not number.beyond}


@cache
def _answers() -> Phrases:
    phrases = Phrases()
    for side, words in load("corrections")["answers"].items():
        for word in (word for language in LANGUAGES for word in words[language]):
            phrases.add(word, Meaning("answer", side))
    return phrases


def _answer(text: str) -> Side | None:
    """The side that the message names; None where it names both or neither."""
    pieces = atoms(text)
    found: set[Side] = {meaning.value for place in range(len(pieces)) for meaning in _answers().longest(pieces, place)[1]}
    return found.pop() if len(found) == 1 else None
