"""What a superlative ranks by: 容量最大, the lightest, 评分最低, the highest MOQ."""

from typing import NamedTuple

from ...schema.need import ASCENDING
from ...schema.relative import Relative
from ..tokens.cursor import Cursor
from ..tokens.token import Token
from .comparatives import measured, named

_BESIDE = ("attribute", "field", "stand_in")


class Ranking(NamedTuple):
    """`key` as in schema/need.py, `SortKey`; `notes` are to be said of it."""

    key: str
    notes: tuple[tuple[str, str], ...] = ()


def most_of(cursor: Cursor) -> str | None:
    """The key by which the superlative here ranks, what it is of taken too; the cursor moves past it."""
    token = cursor.token
    sort = (token.value("extreme") or token.value("sort")) if token is not None else None
    if sort is not None:
        cursor.place += 1
        return str(sort)
    found = ranked(cursor)
    return found.key if found is not None else None


def ranked(cursor: Cursor) -> Ranking | None:
    """What a superlative ranks by, where it isn't one word for an order."""
    start = cursor.place
    beside = cursor.take(*_BESIDE)
    cursor.skip("filler", "stop", most=2) if beside is not None else None  # 容量要最大, its capacity is the largest
    token = cursor.take("most")
    wish = None
    if token is not None:
        place = cursor.place
        beside = beside or cursor.take(*_BESIDE)
        wish = _wish(cursor, token, beside, place)
    key = key_of(wish) if wish is not None and not (beside is not None and _of_a_number(cursor)) else None
    if key is None or wish is None:
        cursor.place = start
        return None
    stands_in = beside is not None and beside.has("stand_in")
    return Ranking(key, (("stand_in", f"{beside.text}\t{wish.field}"),) if stands_in and beside is not None else ())


def _wish(cursor: Cursor, token: Token, beside: Token | None, place: int) -> Relative | None:
    """By what stands beside it, else by what it is of by itself (lightest)."""
    kind, of = token.value("most")
    if beside is not None and beside.has("stand_in"):
        return measured(cursor, kind, (str(beside.value("stand_in")),))
    wish = measured(cursor, kind, named(beside)) if beside is not None else None
    if wish is None:
        cursor.place, wish = place, measured(cursor, kind, of)
    return wish


def key_of(wish: Relative) -> str | None:
    """None for what no order goes by."""
    if wish.field.startswith("attr."):
        return f"{'-' if wish.kind == 'less' else ''}{wish.field}"
    if wish.field.startswith("supplier."):
        return wish.field if wish.field in ("supplier.rating", "supplier.repurchase_rate") and wish.kind == "more" else None
    return wish.field if (wish.kind == "less") == (wish.field in ASCENDING) else f"-{wish.field}"


def _of_a_number(cursor: Cursor) -> bool:
    """最低评分4.5, a capacity of at most 500 ml: a bound and no superlative. 容量最大的三款 counts products."""
    token = cursor.token
    return token is not None and not token.has("glue") and cursor.ahead("amount", skipping=("filler", "stop"), most=2) is not None
