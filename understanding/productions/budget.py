"""Money: price bounds, budgets, totals for a quantity, foreign currencies."""

from collections.abc import Sequence

from ...schema.condition import Condition, Op
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition, number
from ..tokens.token import Token
from .limits import AROUND
from .totals import of_each

_DEAR = 20  # an amount of so many times the quantity is a total: nobody pays 2万 a piece for 300


def money(cursor: Cursor, name: str, op: str | None, amount: Amount, tail: str | None) -> Found | None:
    """`price` conditions from an amount of money."""
    said = cursor.message.tokens[max(0, cursor.start - 1) : cursor.place]
    op = op or ("<=" if name == "budget" or any("budget" in token.values("field") for token in said) else "~")
    if name == "budget" and op in (">=", ">") and "budget" not in cursor.words.lower() and "预算" not in cursor.words:
        return Found(cursor.place)  # a total that exceeds something is a rule of a voucher, no price
    quantity = cursor.message.quantity or _before(cursor, said)
    named = cursor.back("field")
    each = (
        tail == "price"
        or (named is not None and "budget" not in named.values("field"))
        or any("price" in token.values("field") and token.value("field") != "budget" for token in said)
    )
    total = quantity is not None and quantity > 1 and not each and (name == "budget" or _dear(amount, quantity))
    share = quantity if total and quantity else 1
    if op in ("<=", "<") and not each and any(token.has("total") for token in said):
        limit = of_each(cursor)
        if limit is not None and (quantity is None or limit <= amount.high / share):
            return Found(cursor.place, notes=() if quantity is not None else (("unread", cursor.words),))
    conditions = _prices(cursor, op, amount.low / share, amount.high / share, _unit(cursor, amount))
    notes = (*_notes(cursor, amount), *(_undivided(cursor, said) if quantity is None and op in ("<=", "<") and not each else ()))
    return Found(cursor.place, conditions=tuple(conditions), notes=notes)


def _undivided(cursor: Cursor, said: Sequence[Token]) -> tuple[tuple[str, str], ...]:
    """A total without a quantity bounds what one piece may cost and no more, which is told; a gift is one piece."""
    total = any(token.has("total") for token in said) and not any(token.has("gift") for token in cursor.message.tokens)
    return (("total", cursor.words),) if total else ()


def _before(cursor: Cursor, said: Sequence[Token]) -> int | None:
    """The quantity asked before, which a total is for where no other goods are named."""
    need = cursor.message.need
    other = cursor.message.category != (need.category if need else None) or any(token.has("category") for token in cursor.message.tokens)
    return need.quantity if need is not None and not other and any(token.has("total") for token in said) else None


def _dear(amount: Amount, quantity: int) -> bool:
    return amount.high >= _DEAR * quantity or (amount.high >= 1_000 and amount.high >= quantity)


def _unit(cursor: Cursor, amount: Amount) -> str | None:
    return amount.unit if amount.money else cursor.message.vocabulary.currency


def _notes(cursor: Cursor, amount: Amount) -> tuple[tuple[str, str], ...]:
    """Another currency than the catalogue's is said, never converted."""
    currencies = [code for code, _ in cursor.message.vocabulary.facets.currencies]
    foreign = amount.money and currencies and amount.unit not in currencies
    return (("currency", f"{number(amount.high)} {amount.unit}"),) if foreign else ()


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
