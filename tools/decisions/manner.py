"""How a question of yes or no is asked: whether it has something, can, will; else whether it is (words/yes_or_no.yaml)."""

from functools import cache
from typing import Literal, get_args

from ...understanding.language.atom import atoms
from ...understanding.language.lexicon import LANGUAGES, load
from ...understanding.language.phrases import Meaning, Phrases

Manner = Literal["has", "able", "will", "is"]


def manner(text: str) -> Manner:
    """By the first word of it."""
    pieces, place = atoms(text), 0
    while place < len(pieces):
        end, meanings = _words().longest(pieces, place)
        said = next((each for each in get_args(Manner) for meaning in meanings if meaning.kind == each), None)
        if said is not None:
            return said  # type: ignore[no-any-return]  # one of Manner
        place = max(end, place + 1)
    return "is"


@cache
def _words() -> Phrases:
    found = Phrases()
    for kind, row in load("yes_or_no").items():
        for word in (word for language in LANGUAGES for word in row[language]):
            found.add(word, Meaning(kind))
    return found
