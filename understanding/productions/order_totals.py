"""The total of an order beside a unit price: the total never loosens the unit limit, 单件不超过25，总预算5000."""

from collections.abc import Iterator, Sequence

from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.token import Token

_PRICE = ("price",)


def unit_limit(cursor: Cursor) -> float | None:
    """The lowest limit on a unit price in the other clauses."""
    return min((limit for clause in _clauses(cursor) if (limit := _limit(clause)) is not None), default=None)


def _clauses(cursor: Cursor) -> Iterator[Sequence[Token]]:
    """The clauses that the cursor read nothing of."""
    clause: list[Token] = []
    read = False
    for place, token in enumerate((*cursor.message.tokens, None)):
        if token is None or token.has("break"):
            if not read:
                yield clause
            clause, read = [], False
            continue
        read = read or cursor.start <= place < cursor.place
        clause.append(token)


def _limit(clause: Sequence[Token]) -> float | None:
    said: list[Amount] = [token.value("amount") for token in clause if token.has("amount") and not token.has("tail")]
    money = [amount for amount in said if amount.money or amount.unit is None]
    each = any(token.has("each") or {*_PRICE} & {*token.values("tail"), *token.values("field")} for token in clause)
    lower = any(token.value("bound") in (">", ">=") or token.value("bound_after") in (">", ">=") for token in clause)
    return money[0].high if each and not lower and len(money) == 1 else None
