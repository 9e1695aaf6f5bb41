"""A measure of the buyer's case and not of goods: "a room of 26 degrees". Guides tell what suits it; nothing is filtered by it."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...schema.fact import Fact
from ..language.lexicon import load
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, Gathered
from ..tokens.token import Token

_BETWEEN = 6  # tokens between the number and the word that says what it measures
_LINKS = ("stop", "filler", "glue", "relative", "bound", "to", "link", "placing")
_PAUSES = (",", "，")


class Case(NamedTuple):
    dimension: str
    beside: frozenset[str]
    felt: frozenset[str]
    """Words for the same without a number: a WARM room of 21 degrees."""


def case(cursor: Cursor) -> Found | None:
    """The word first (室温26度, "our room is at 26 degrees"), or the number (26度的房间, "a 26-degree room"); what it feels like goes with it."""
    for name, known in _cases().items():
        start = cursor.place
        place = _felt(cursor, known)
        if (value := _behind(cursor, known)) is not None or (value := _before(cursor, known)) is not None:
            return Found(cursor.place, case=((name, value),))
        cursor.place = place
        if place > start and _says(cursor.token, known) and _measured(cursor, known):
            return Found(place + 1)
        cursor.place = start
    return None


def rooms(facts: Sequence[Fact], gathered: Gathered) -> tuple[Fact, ...]:
    """`facts` without those that name what was measured: our nursery, of 21 degrees, is a room and no trade."""
    beside = {word for name in gathered.case for word in _cases()[name].beside}
    return tuple(each for each in facts if each.kind != "trade" or not beside & {*each.text.casefold().split()})


def _felt(cursor: Cursor, known: Case) -> int:
    """Past what it feels like, where the word stands behind that: a warm ROOM, 暖和的房间."""
    start = cursor.place
    while cursor.token is not None and (_is_felt(cursor.token, known) or (cursor.place > start and cursor.token.text == "的")):
        cursor.place += 1
    if not _says(cursor.token, known):
        cursor.place = start
    return cursor.place


def _measured(cursor: Cursor, known: Case) -> bool:
    """Whether the message says how much it is."""
    amounts = (amount for token in cursor.message.tokens if (amount := token.value("amount")) is not None)
    return any(amount.dimension == known.dimension for amount in amounts)


def _is_felt(token: Token, known: Case) -> bool:
    return token.text.casefold() in known.felt


def _past(cursor: Cursor, known: Case) -> None:
    """What stands between the word and its number: is at, 比较暖，大概."""
    for _ in range(_BETWEEN):
        token = cursor.token
        if token is None or not (token.has(*_LINKS) or _is_felt(token, known) or token.text in _PAUSES):
            return
        cursor.place += 1


def _behind(cursor: Cursor, known: Case) -> float | None:
    if not _says(cursor.token, known):
        return None
    cursor.place += 1
    _past(cursor, known)
    return _measure(cursor, known)


def _before(cursor: Cursor, known: Case) -> float | None:
    value = _measure(cursor, known)
    if value is not None:
        _past(cursor, known)
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
    return {name: Case(row["dimension"], frozenset(row["beside"]), frozenset(row["felt"])) for name, row in load("cases").items()}
