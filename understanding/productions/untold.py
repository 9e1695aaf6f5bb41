"""What no record states: delivery times, postage, the share of good reviews. Said as note `unchecked`, and never read as another field's number."""

from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition

_MEASURED = ("time", "share", "years")


def untold(cursor: Cursor) -> Found | None:
    """`bound? amount bound? untold`, `untold bound? amount bound?`, or a wish of the kind without a number (包邮)."""
    token = cursor.token
    if token is not None and token.has("untold_alone"):
        cursor.skip("untold_alone", "untold", "in_stock")
        return _said(cursor)
    named = cursor.take("untold") is not None
    cursor.skip("filler", "stop", "untold", "link") if named else None
    cursor.skip("not", most=1) if cursor.ahead("bound", skipping=("not",), most=1) is not None else None
    cursor.skip("bound", "filler", most=2)
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token is not None else None
    if amount is None or amount.dimension not in _MEASURED or _recorded(cursor):
        return None
    if not named and cursor.reach("untold", skipping=("filler", "stop", "bound_after"), most=4) is None:
        return None
    cursor.skip("untold", "bound_after", most=2)
    return _said(cursor)


def dated(cursor: Cursor) -> Found | None:
    """By when it is wanted."""
    return _said(cursor) if cursor.take("dated") is not None else None


def _recorded(cursor: Cursor) -> bool:
    """Whether the catalogue has an attribute of that name."""
    return cursor.message.tokens[cursor.start].has("attribute")


def _said(cursor: Cursor) -> Found:
    return Found(cursor.place, notes=(("unchecked", cursor.words),))


def single(cursor: Cursor) -> Found | None:
    """One piece may be ordered: 一件起批, no minimum order."""
    if cursor.take("single") is None:
        return None
    return Found(cursor.place, conditions=(condition("moq", "<=", 1, hard=cursor.hard, text=cursor.words),))
