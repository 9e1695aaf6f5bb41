"""Replacement of a measure: "make it 24 inch" is an exact value (for money, an upper bound)."""

from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..tokens.cursor import Cursor


def is_set(cursor: Cursor) -> bool:
    """True if such a word stands among the tokens read."""
    return any(token.text.lower() in _words() for token in cursor.message.tokens[cursor.start : cursor.place] if token.has("bound"))


@cache
def _words() -> frozenset[str]:
    return frozenset(str(word).lower() for language in LANGUAGES for word in load("corrections")["set_to"][language])
