"""Numeric conditions."""

from ...schema.condition import Condition, Op
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import condition, number
from ..tokens.measures import own_unit

AROUND = 0.15  # "around 100" is a soft wish for 85 to 115


def default_op(name: str) -> str:
    """The operator of a bare number: 起订量50 is at most, 评分4.5 at least, 100元 about that."""
    return "~" if name == "price" else "<=" if name == "moq" else ">=" if not name.startswith("attr.") else "="


def limits(cursor: Cursor, name: str, op: str, amount: Amount, unit: str | None = None) -> list[Condition]:
    """The conditions that `op` and `amount` give on the field `name`."""
    scale = 0.01 if amount.unit == "%" else 0.1 if amount.unit == "成" else 1.0
    if name == "supplier.repurchase_rate" and amount.unit is None and amount.low > 1:
        scale = 0.01
    scale = 1.0 if name.startswith("attr.") else scale  # catalogues write 90 for 90%
    facet = cursor.message.vocabulary.attributes.get(name.removeprefix("attr.")) if name.startswith("attr.") else None
    bare = facet is not None and facet.kind == "number" and facet.dimension is None
    code = (amount.unit or own_unit(facet)) if facet is not None and not bare else unit
    low, high, text = number(amount.low * scale), number(amount.high * scale), cursor.words
    if op == "between":
        return [_one(cursor, name, ">=", low, code, text), _one(cursor, name, "<=", high, code, text)]
    if op == "~":
        low, high = number(low * (1 - AROUND)), number(high * (1 + AROUND))
        return [_one(cursor, name, ">=", low, code, text, False), _one(cursor, name, "<=", high, code, text, False)]
    return [_one(cursor, name, op, high if op in ("<=", "<") else low, code, text)]  # type: ignore[arg-type]


def _one(cursor: Cursor, name: str, op: Op, value: int | float, unit: str | None, text: str, hard: bool = True) -> Condition:
    hard = hard and (not name.startswith("attr.") or cursor.message.shelf.states(name.removeprefix("attr.")))
    return condition(name, op, value, unit=unit, hard=hard and cursor.hard, text=text)
