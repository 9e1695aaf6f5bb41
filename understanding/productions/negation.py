"""Negation around a wish: "can't pay more than 30", 不要100以上的, 低于4.8分的不要, 玻璃的奶瓶不要."""

from ..tokens.cursor import Cursor
from ..tokens.token import Token

OPPOSITE = {"<=": ">=", ">=": "<=", "<": ">=", ">": "<="}


def denied_bound(cursor: Cursor) -> tuple[bool, Token | None]:
    """Consume a negation of the comparator that follows. Return True if there is one, and the field named between them."""
    place, tokens = cursor.place, cursor.message.tokens
    if cursor.take("not") is None:
        return False, None
    found = cursor.ahead("bound", skipping=("stop", "filler", "field", "trifle"), most=5)
    if found is not None:
        field = next((token for token in tokens[cursor.place : found] if token.has("field")), None)
        cursor.place = found
        return True, field
    if (
        cursor.token is not None
        and cursor.token.has("amount")
        and any(token.has("bound_after") for token in tokens[cursor.place + 1 : cursor.place + 2])
    ):
        return True, None
    cursor.place = place
    return False, None


def dismissed(cursor: Cursor, op: str | None) -> bool:
    """True if a negation ends the clause after a bound; the cursor moves past it."""
    place = cursor.place
    over = ("filler", "category", "head", "measure")
    said = op in OPPOSITE and cursor.reach("not_after", "except_after", "not", "complaint", skipping=over, most=4) is not None
    if said and (cursor.token is None or cursor.token.has("break")):
        return True
    cursor.place = place
    return False


def denied_after(cursor: Cursor) -> bool:
    """Consume a negation of what stands before it: "except" always, a plain "not" only if nothing follows that it could deny. Passes over the
    product's name (玻璃的奶瓶不要)."""
    place = cursor.place
    if cursor.reach("except_after", most=1) is not None:
        return True
    if cursor.reach("not_after", skipping=("filler", "category", "head", "supplier_kind", "attribute_tail"), most=3) is not None:
        token = cursor.token
        if token is None or token.has("break") or (token.gap and token.has("category")):
            return True
    cursor.place = place
    return False
