"""Refusal of a described product: no powder coated black ones, not the ugly plastic ones."""

from collections.abc import Iterator
from dataclasses import replace

from ...schema.condition import Condition
from ..tokens.cursor import Cursor
from ..tokens.token import Token
from .wishes import wish

_MOST = 6
_DESCRIBING = ("ed", "y", "ish", "ing", "en", "less")
"""Endings of English adjectives: "no shiny black T-shirts" refuses such T-shirts; "no logo black T-shirts" refuses a logo."""


def refused_description(cursor: Cursor) -> tuple[int, tuple[Condition, ...]]:
    """The end of the description that closes with "ones" or the product's noun, and its values as exclusions; (start, ()) if there is none."""
    start, tokens, found = cursor.place, cursor.message.tokens, list[Condition]()
    place = start
    while place < min(start + _MOST, len(tokens)):
        token = tokens[place]
        if token.has("one") or (token.has("category", "head") and _describes(tokens[start - 1 : place])):
            return (place, tuple(found)) if found else (start, ())
        read = wish(Cursor(replace(cursor.message, denied=frozenset({place})), place)) if token.has("value") else None
        if read is not None:
            found += _against(read.conditions)
        elif token.meanings and not token.has("filler", "stop") or not token.text.isascii() or token.has("break", "and", "or"):
            break
        place = read.end if read is not None else place + 1
    return start, ()


def _against(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    for each in conditions:
        yield each.model_copy(update={"text": f"not {each.text}" if each.text.isascii() else f"不要{each.text}"})


def _describes(tokens: tuple[Token, ...]) -> bool:
    unknown = [token.text.lower() for token in tokens if not token.meanings]
    return bool(unknown) and unknown[-1].endswith(_DESCRIBING)
