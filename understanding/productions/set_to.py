"""A measure set to another number: "make it 24 inch" compares nothing, though of money it says the most."""

from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..tokens.cursor import Cursor


def is_set(cursor: Cursor) -> bool:
    """Whether such words, and no other comparator, stand in what was read."""
    return any(token.text.lower() in _words() for token in cursor.message.tokens[cursor.start : cursor.place] if token.has("bound"))


@cache
def _words() -> frozenset[str]:
    return frozenset(str(word).lower() for language in LANGUAGES for word in load("corrections")["set_to"][language])
