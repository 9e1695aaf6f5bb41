"""The field that a number measures: the one named, or the one that its unit or its neighbours identify."""

from dataclasses import dataclass

from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.measures import measured_field
from ..tokens.token import Token
from .part_counts import part_count

LIKE = {  # field -> the dimensions it can have; None: a bare number
    "price": ("money", None), "budget": ("money", None), "moq": ("count", None), "rating": ("stars", None), "review_count": ("count", None),
    "sold_90d": ("count", None), "stock": ("count", None), "supplier.rating": ("stars", None), "supplier.years": ("years",  None),
    "supplier.repurchase_rate": ("share", None), "sold_30d": ("count", None), "quantity": ("count", None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with its context: `field` before it, `tail` after it, `op` (None for a bare amount, "between" for a range)."""

    field: Token | None
    tail: str | None
    op: str | None
    amount: Amount


def field_of(cursor: Cursor, bound: Bound) -> str | None:
    """`price`, `budget`, another field of the contract, or `attr.NAME`; None if none fits."""
    field, op, amount = bound.field, bound.op, bound.amount
    named = [name for name in (field.values("field") if field is not None else ()) if amount.dimension in LIKE[name]]
    if bound.tail == "budget" or "budget" in named:
        return "budget"
    if named:
        return str(named[0]) if op or named[0] != "price" or field is None or len(field.text) > 1 or amount.unit else None
    if bound.tail is not None:
        return bound.tail
    attribute = measured_field(cursor, field, amount, op)
    if attribute is not None:
        return attribute
    if field is not None and field.has("attribute") and not field.has("field"):
        return None
    return "price" if amount.money and op else part_count(cursor, amount, op) if amount.dimension == "count" else None
