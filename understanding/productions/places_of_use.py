"""Places of use, not of the supplier: flights within China, winters in Zhejiang, 适合广东天气的."""

from functools import cache

from ..language.lexicon import load
from ..tokens.cursor import Cursor

_IN = ("in", "within", "inside", "across", "around", "throughout", "to")
_SUPPLIER = ("category", "head", "supplier_noun", "supplier_kind", "place_word", "verified", "break")
_BACK = 4  # tokens: flights inside of mainland China


def is_place_of_use(cursor: Cursor) -> bool:
    """True if the words around the place just read say so (words/places.yaml, `elsewhere`)."""
    tokens, text = cursor.message.tokens, cursor.message.text
    before, after = _words()
    if text[tokens[cursor.place - 1].end :].startswith(after):
        return True
    if not cursor.start or tokens[cursor.start - 1].text.lower() not in _IN:
        return False
    for token in reversed(tokens[max(0, cursor.start - _BACK) : cursor.start - 1]):
        if token.has(*_SUPPLIER):
            return False
        if token.text.lower().split()[-1:] and token.text.lower().split()[-1] in before:
            return True
    return False


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    words = load("places")["elsewhere"]
    return frozenset(words["before"]), tuple(words["after"])
