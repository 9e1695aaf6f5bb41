"""Words that only strengthen what they stand in (words/asides.yaml, `emphasis`): "who the hell makes it", 到底是什么."""

from functools import cache

from .atom import atoms
from .lexicon import load
from .phrases import Meaning, Phrases


def without_emphasis(text: str) -> str:
    """`text` with a space where such a word stood, so that what it tore apart is one phrase again; all of it where nothing else is said."""
    pieces, kept, place, end = atoms(text), "", 0, 0
    while place < len(pieces):
        after, _ = _phrases().longest(pieces, place)
        if after > place:
            kept += text[end : pieces[place].start]
            end = pieces[after - 1].end
        place = max(after, place + 1)
    plain = " ".join((kept + text[end:]).split())
    return plain if any(char.isalnum() for char in plain) else text


@cache
def _phrases() -> Phrases:
    phrases = Phrases(close=True)
    for word in load("asides")["emphasis"]:
        phrases.add(str(word), Meaning("emphasis"))
    return phrases
