"""A single material (纯棉, "100% wool"), if records state its share."""

from functools import cache

from ..language.lexicon import load
from ..tokens.cursor import Cursor

Shares = tuple[tuple[str, int], ...]


def shares(cursor: Cursor, attribute: str, values: tuple[str, ...]) -> Shares:
    """The shares that the attributes of this material must state, if the values just read are said to be all of it; else ()."""
    return cursor.message.vocabulary.shares_of(attribute, values) if _is_said_pure(cursor) else ()


def says_pure(cursor: Cursor) -> bool:
    """True if the token says "nothing but" what follows: 纯羊毛, unless that is a word of the catalogue."""
    token, after = cursor.token, cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return token is not None and token.text.casefold() in _words()[0] and bool(after) and after[0].has("value")


def pure_words(cursor: Cursor) -> str:
    """The words just read, with the word for "pure" before them: 纯羊毛."""
    before = cursor.message.tokens[cursor.start - 1 : cursor.start]
    return "".join(each.text for each in before if each.text.casefold() in _words()[0]) + cursor.words


def _is_said_pure(cursor: Cursor) -> bool:
    before, fused = _words()
    start = cursor.message.tokens[cursor.start].start
    return cursor.message.text[start:].casefold().startswith((*before, *fused)) or cursor.message.text[:start].casefold().rstrip().endswith(before)


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = load("pure")
    return tuple(map(str, words["before"])), tuple(map(str, words["fused"]))
