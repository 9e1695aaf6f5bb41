"""Money: price bounds and budgets. A total beside a unit price bounds no price."""

from ...schema.condition import Condition, Op
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition, number
from .limits import AROUND
from .order_totals import unit_limit


def money(cursor: Cursor, name: str, op: str | None, amount: Amount, tail: str | None) -> Found | None:
    """`price` conditions from an amount of money."""
    said = cursor.message.tokens[max(0, cursor.start - 1) : cursor.place]
    op = op or ("<=" if name == "budget" or any("budget" in token.values("field") for token in said) else "~")
    if name == "budget" and op in (">=", ">") and "budget" not in cursor.words.lower() and "预算" not in cursor.words:
        return Found(cursor.place)  # a total that must exceed something is a voucher's rule, no price
    named = cursor.back("field")
    each = (
        tail == "price"
        or (named is not None and "budget" not in named.values("field"))
        or any("price" in token.values("field") and token.value("field") != "budget" for token in said)
    )
    if op in ("<=", "<") and not each and any(token.has("total") for token in said) and unit_limit(cursor) is not None:
        return Found(cursor.place)
    return Found(cursor.place, conditions=tuple(_prices(cursor, op, amount.low, amount.high, _unit(cursor, amount))))


def _unit(cursor: Cursor, amount: Amount) -> str | None:
    return amount.unit if amount.money else cursor.message.vocabulary.currency


def _prices(cursor: Cursor, op: str, low: float, high: float, unit: str | None) -> list[Condition]:
    def one(op: Op, value: float, hard: bool = True) -> Condition:
        return condition("price", op, _cents(value), unit=unit, hard=hard and cursor.hard, text=cursor.words)

    if op == "between":
        return [one(">=", low), one("<=", high)]
    if op == "~":
        return [one(">=", low * (1 - AROUND), False), one("<=", high * (1 + AROUND), False)]
    if op == "=":
        return [one("=", low)]
    return [one(op, high if op in ("<=", "<") else low)]  # type: ignore[arg-type]


def _cents(value: float) -> int | float:
    return number(round(value, 2))
