"""Goods that the message itself takes back: 500 totes, no wait, 500 T-shirts asks for T-shirts."""

from collections.abc import Callable
from functools import cache

from ..language.atom import atoms
from ..language.lexicon import load
from ..language.phrases import Meaning, Phrases
from .situation import Situation

_MARKS = " ,，。.;；!！…"


def without_withdrawn(text: str, situation: Callable[[str], Situation | None]) -> str:
    """What stands behind the last such word, where it names goods and other goods stand before it; else the whole."""
    pieces, end, start = atoms(text), 0, 0
    for place in range(len(pieces)):
        after, meanings = _words().longest(pieces, place)
        if meanings and place:
            start, end = pieces[place].start, pieces[after - 1].end
    before, behind = text[:start].strip(_MARKS), text[end:].strip(_MARKS)
    if not end or not before or not behind:
        return text
    was, now = situation(before), situation(behind)
    if was is None or now is None or now.subject.category is None or not (was.subject.category or was.subject.words):
        return text
    return text if was.subject.category == now.subject.category else behind


@cache
def _words() -> Phrases:
    found, words = Phrases(), load("corrections")["withdrawn"]
    for word in (*words["zh"], *words["en"]):
        found.add(word, Meaning("withdrawn", word))
    return found
