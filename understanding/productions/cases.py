"""A measure of the buyer's case and not of goods: "a room of 26 degrees". Guides tell what suits it; nothing is filtered by it."""

from functools import cache
from typing import NamedTuple

from ..language.lexicon import load
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token

_BETWEEN = 4  # tokens between the number and the word that says what it measures
_LINKS = ("stop", "filler", "glue", "relative", "bound", "to", "link", "placing")


class Case(NamedTuple):
    dimension: str
    beside: frozenset[str]


def case(cursor: Cursor) -> Found | None:
    """The word first (室温26度, "our room is at 26 degrees"), or the number (26度的房间, "a 26-degree room")."""
    for name, known in _cases().items():
        place = cursor.place
        if (value := _behind(cursor, known)) is not None or (value := _before(cursor, known)) is not None:
            return Found(cursor.place, case=((name, value),))
        cursor.place = place
    return None


def _behind(cursor: Cursor, known: Case) -> float | None:
    if not _says(cursor.token, known):
        return None
    cursor.place += 1
    cursor.skip(*_LINKS, most=_BETWEEN)
    return _measure(cursor, known)


def _before(cursor: Cursor, known: Case) -> float | None:
    value = _measure(cursor, known)
    cursor.skip(*_LINKS, most=_BETWEEN) if value is not None else None
    if value is None or not _says(cursor.token, known):
        return None
    cursor.place += 1
    return value


def _measure(cursor: Cursor, known: Case) -> float | None:
    """The middle of what is said: "16 to 20 degrees" is 18."""
    first = last = _amount(cursor)
    place = cursor.place
    if first is not None and cursor.take("link") is not None and (upper := _amount(cursor)) is not None:
        last = upper
    else:
        cursor.place = place
    if first is None or last is None or last.dimension != known.dimension or first.dimension not in (None, known.dimension):
        return None
    return float(first.low + last.high) / 2


def _amount(cursor: Cursor) -> Amount | None:
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token is not None else None
    return amount


def _says(token: Token | None, known: Case) -> bool:
    return token is not None and token.text.strip("，。；、 ").casefold() in known.beside


@cache
def _cases() -> dict[str, Case]:
    return {name: Case(row["dimension"], frozenset(row["beside"])) for name, row in load("cases").items()}
