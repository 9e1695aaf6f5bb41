"""Wishes for the order: 最便宜, best rated, 按评分从高到低, sort by MOQ."""

from typing import get_args

from ...schema.need import RecordKey
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from ..tokens.token import Token
from .superlatives import ranked

_FEW = 20  # a list that anybody asks for by number
_TURNED = {"price": "downwards", "moq": "downwards"}
"""The end that "-" names; of other fields it is the least."""


def order(cursor: Cursor) -> Found | None:
    """A word that is a wish for an order, and how many to look at: 最便宜的三款, the three cheapest. "Reliable factories" are factories as well."""
    before = _how_many(cursor, ahead=True)
    token = cursor.take("sort") or _compared(cursor)
    if token is None:
        return None
    kinds = tuple(condition("supplier.kind", "=", each, hard=cursor.hard, text=cursor.words) for each in token.values("sort_kind"))
    few = _how_many(cursor) or before
    keys = token.values("sort") or [sort for _, _, sort in token.values("comparative")]
    return Found(cursor.place, conditions=kinds, sort=tuple(str(key) for key in keys[:1]), few=few)


def most(cursor: Cursor) -> Found | None:
    """The same of what a superlative ranks by: 续航最长的三款, the three lightest; of what these goods don't state it is said so."""
    before = _how_many(cursor, ahead=True)
    token = cursor.token
    if token is None or token.has("sort", "extreme"):
        return None
    if (ranking := ranked(cursor)) is not None:
        few = _how_many(cursor) or before
        return Found(cursor.place, sort=(ranking.key,), few=few, notes=ranking.notes)
    if not token.has("most") or not token.value("most")[1] or not cursor.message.shelf.known or cursor.message.told.superlative:
        return None
    cursor.place += 1
    number = cursor.ahead("amount", skipping=("attribute", "filler"), most=2)
    if number is not None and not cursor.message.tokens[number].has("one"):
        return None
    few = _how_many(cursor) or before
    return Found(cursor.place, notes=(("unchecked", token.text),), few=few)


def several(cursor: Cursor) -> Found | None:
    """三款保温杯, 3 options: how many to show; pieces are counted by other words."""
    if cursor.message.shown or cursor.back("goods", "nth", "ordinal", most=1) is not None:
        return None
    few = _how_many(cursor)
    return Found(cursor.place, few=few) if few is not None and cursor.message.tokens[cursor.place - 1].has("kinds") else None


def ordered(cursor: Cursor) -> Found | None:
    """Order by a field, and from which end: 按评分从高到低, sort by price, highest first."""
    said = cursor.take("order_by")
    if said is None and not _ends_named(cursor):
        return None
    cursor.skip("filler", most=1)
    token = cursor.take("field")
    name = str(token.value("field")) if token is not None else ""
    if name not in get_args(RecordKey):
        return None
    place = cursor.place
    cursor.skip("filler", "break", "stop", most=2)
    end = cursor.take("downwards") or cursor.take("upwards")
    if end is None:
        cursor.place = place
    turned = end is not None and end.has(_TURNED.get(name, "upwards")) and f"-{name}" in get_args(RecordKey)
    return Found(cursor.place, sort=(f"-{name}" if turned else name,))


def _ends_named(cursor: Cursor) -> bool:
    """评分从高到低: a field with both ends of its order right behind it."""
    here = cursor.message.tokens[cursor.place : cursor.place + 2]
    return len(here) == 2 and here[0].has("field") and here[1].has("downwards", "upwards")


def _compared(cursor: Cursor) -> Token | None:
    """A comparative that is a wish for the order too: 卖得更好."""
    token = cursor.token
    sorts = [sort for _, _, sort in token.values("comparative")] if token is not None else []
    return cursor.take("comparative") if any(sorts) else None


def _how_many(cursor: Cursor, ahead: bool = False) -> int | None:
    """最便宜的三款, the cheapest three: how many to look at, nothing to search by. With `ahead`, before what ranks them: the three cheapest."""
    place = cursor.place
    if ahead and (pair := cursor.token.value("several") if cursor.token is not None else None):
        cursor.place += 1
        if cursor.token is not None and cursor.token.has("sort", "most"):
            return int(pair)
        cursor.place = place
    token = cursor.reach("amount", skipping=("filler", "stop"), most=0 if ahead else 1)
    amount = token.value("amount") if token is not None else None
    if amount is None or amount.dimension not in (None, "count") or amount.high > _FEW or amount.low != amount.high:
        cursor.place = place
        return None
    measure = cursor.take("measure")
    after = cursor.token
    ranks = after is not None and after.has("sort", "most", "attribute")
    if not (ranks if ahead else measure is not None or after is None or after.has("break", "category", "head")):
        cursor.place = place
        return None
    return int(amount.low) or None
