"""Wishes for the order: 最便宜, best rated, 按评分从高到低, sort by MOQ."""

from typing import get_args

from ...schema.need import SortKey
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token

_FEW = 20  # a list that anybody asks for by number
_REVERSE = {"price": "-price"}
"""Keys that can be asked for the other way round; of the rest one end alone is wished for."""


def order(cursor: Cursor) -> Found | None:
    """A word that is a wish for an order, and how many to look at."""
    token = cursor.take("sort") or _compared(cursor)
    if token is None:
        return None
    _how_many(cursor)
    keys = token.values("sort") or [sort for _, _, sort in token.values("comparative")]
    return Found(cursor.place, sort=tuple(str(key) for key in keys[:1]))


def ordered(cursor: Cursor) -> Found | None:
    """Order by a field, and from which end: 按评分从高到低, sort by price, highest first."""
    said = cursor.take("order_by")
    if said is None and not _ends_named(cursor):
        return None
    cursor.skip("filler", most=1)
    token = cursor.take("field")
    name = str(token.value("field")) if token is not None else ""
    if name not in get_args(SortKey):
        return None
    place = cursor.place
    cursor.skip("filler", "break", "stop", most=2)
    end = cursor.take("downwards") or cursor.take("upwards")
    if end is None:
        cursor.place = place
    key = _REVERSE.get(name, name) if end is not None and end.has("downwards") else name
    return Found(cursor.place, sort=(key,))


def _ends_named(cursor: Cursor) -> bool:
    """评分从高到低: a field with both ends of its order right behind it."""
    here = cursor.message.tokens[cursor.place : cursor.place + 2]
    return len(here) == 2 and here[0].has("field") and here[1].has("downwards", "upwards")


def _compared(cursor: Cursor) -> Token | None:
    """A comparative that is a wish for the order too: 卖得更好."""
    token = cursor.token
    sorts = [sort for _, _, sort in token.values("comparative")] if token is not None else []
    return cursor.take("comparative") if any(sorts) else None


def _how_many(cursor: Cursor) -> None:
    """最便宜的三款, the cheapest three: how many to look at, nothing to search by."""
    place = cursor.place
    token = cursor.reach("amount", skipping=("filler", "stop"), most=1)
    amount = token.value("amount") if token is not None else None
    if amount is None or amount.dimension not in (None, "count") or amount.high > _FEW:
        cursor.place = place
        return
    after = cursor.token
    if cursor.take("measure") is None and not (after is None or after.has("break")):
        cursor.place = place
