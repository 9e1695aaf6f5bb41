"""Nothing but one material: 纯棉, "100% wool", where the goods' records tell how much of it there is."""

from functools import cache

from ..language.lexicon import load
from ..tokens.cursor import Cursor

Shares = tuple[tuple[str, int], ...]


def shares(cursor: Cursor, attribute: str, values: tuple[str, ...]) -> Shares:
    """What the attributes that tell how much there is of a material must say, where the values just read are said to be all of it."""
    return cursor.message.vocabulary.shares_of(attribute, values) if _all_of_it(cursor) else ()


def opens(cursor: Cursor) -> bool:
    """Whether the word here says that what follows it is all there is: 纯羊毛, where that is no word of the catalogue."""
    token, after = cursor.token, cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return token is not None and token.text.casefold() in _words()[0] and bool(after) and after[0].has("value")


def said(cursor: Cursor) -> str:
    """The words just read, with that they are all there is: 纯羊毛."""
    before = cursor.message.tokens[cursor.start - 1 : cursor.start]
    return "".join(each.text for each in before if each.text.casefold() in _words()[0]) + cursor.words


def _all_of_it(cursor: Cursor) -> bool:
    before, fused = _words()
    start = cursor.message.tokens[cursor.start].start
    return cursor.message.text[start:].casefold().startswith((*before, *fused)) or cursor.message.text[:start].casefold().rstrip().endswith(before)


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = load("pure")
    return tuple(map(str, words["before"])), tuple(map(str, words["fused"]))
