"""Stars that rate something other than the product: 五星级酒店, "a hotel with five stars"."""

from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..tokens.cursor import Cursor
from ..tokens.token import Token

_PASSING = 2


def rates_something_else(cursor: Cursor, op: str | None) -> bool:
    """True if a word for a rated thing (hotel) stands directly after the stars, or before them in the clause."""
    tokens = cursor.message.tokens
    behind = tokens[cursor.place : cursor.place + 1 + (op is None)]
    if behind and (_is_rated(behind[0]) or (len(behind) > 1 and behind[0].has("glue") and _is_rated(behind[1]))):
        return True
    for token in reversed(tokens[max(cursor.start - 1 - _PASSING, 0) : cursor.start]):
        if not token.has("filler"):
            return _is_rated(token)
    return False


def _is_rated(token: Token) -> bool:
    word = token.text.lower()
    return not token.has("category", "head") and (word in _words() or any(word.startswith(each) for each in _words() if each >= "\u3400"))


@cache
def _words() -> frozenset[str]:
    words = load("classed")
    return frozenset(str(word) for language in LANGUAGES for word in words[language])
