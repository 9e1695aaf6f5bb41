"""What a whole order may cost, beside what a piece may: the total never loosens the limit of each, 单件不超过25，总预算5000."""

from collections.abc import Iterator, Sequence

from ...schema.condition import Condition
from ..language.atom import atoms
from ..language.lexicon import lexicon
from ..slots import UPPER
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.token import Token

_PRICE = ("price",)


def least(conditions: Sequence[Condition], tokens: Sequence[Token]) -> list[Condition]:
    """The least of the limits of a piece, where one is its share of a total that is told: 200 pairs, total budget 4000, max 25 each."""
    limits = [each for each in conditions if each.field == "price" and each.hard and each.op in UPPER and isinstance(each.value, (int, float))]
    if len(limits) < 2 or not any(token.has("total") for token in tokens):
        return [*conditions]
    kept = min(limits, key=lambda each: float(each.value))  # type: ignore[arg-type]  # numbers
    return [each for each in conditions if each is kept or each not in limits]


def of_each(cursor: Cursor) -> float | None:
    """The least that a piece may cost at most, by the message's other clauses or by what stands."""
    need = cursor.message.need
    limits = [_limit(clause) for clause in _clauses(cursor)] + [_standing(each) for each in (need.hard if need is not None else ())]
    return min((limit for limit in limits if limit is not None), default=None)


def _clauses(cursor: Cursor) -> Iterator[Sequence[Token]]:
    """Those that the cursor read nothing of."""
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


def _standing(condition: Condition) -> float | None:
    if condition.field != "price" or condition.op not in UPPER or not isinstance(condition.value, (int, float)):
        return None
    pieces, words = atoms(condition.text), lexicon().grammar
    said = [meaning for place in range(len(pieces)) for meaning in words.longest(pieces, place)[1]]
    each = any(meaning.kind == "each" or (meaning.kind in ("tail", "field") and meaning.value in _PRICE) for meaning in said)
    return float(condition.value) if each else None
