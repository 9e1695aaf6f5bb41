"""Taking up what the last reply offered where nothing met all, in the buyer's own words: "relax what hurts most", 放宽最碍事的, the second way."""

from collections.abc import Sequence
from functools import cache

from ...schema.reading import Reading
from ...schema.reply import Relaxation
from ..language.atom import atoms
from ..language.lexicon import load
from ..language.phrases import Meaning, Phrases

LONGEST = 60
"""Characters of a message that says no more."""


def taking(text: str, reading: Reading, offered: Sequence[Relaxation]) -> str:
    """The words that bring about the way he means: the one whose number he says, else the first, which helps most; "" where he means none."""
    ways = [one.say for one in offered if one.say]
    if not ways or len(text) > LONGEST or reading.category or reading.conditions or reading.dropped or reading.quantity or not _loosens(text):
        return ""
    place = next((each.ordinal for each in reading.references if each.kind == "ordinal" and each.ordinal), 1)
    return ways[place - 1] if 0 < place <= len(ways) else ""


def _loosens(text: str) -> bool:
    pieces = atoms(text.lower())
    return any(_words().longest(pieces, place)[1] for place in range(len(pieces)))


@cache
def _words() -> Phrases:
    found, words = Phrases(), load("corrections")["loosen"]
    for word in (*words["zh"], *words["en"]):
        found.add(word, Meaning("loosen", word))
    return found
