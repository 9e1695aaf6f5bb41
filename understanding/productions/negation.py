"""Negation around a wish: "can't pay more than 30", 不要100以上的, 低于4.8分的不要, 玻璃的奶瓶不要."""

from ..tokens.cursor import Cursor
from ..tokens.token import Token

_VERB = 3  # characters
_COMMAS = (",", "，")
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
    if (said and _clause_ends(cursor)) or (op in OPPOSITE and _refuses_in_next_clause(cursor, place)):
        return True
    cursor.place = place
    return False


def _refuses_in_next_clause(cursor: Cursor, place: int) -> bool:
    """True if the next clause only refuses the case stated here (如果低于4.6，就别发了); the cursor moves past it."""
    tokens = cursor.message.tokens
    first = next((at + 1 for at in range(cursor.start - 1, -1, -1) if tokens[at].has("break")), 0)
    cursor.place = place
    cursor.skip("filler", "stop", "measure", most=2)
    if cursor.token is None or cursor.token.text not in _COMMAS:
        return False
    then = tokens[cursor.place + 1] if cursor.place + 1 < len(tokens) else None
    if then is None or not (any(token.has("in_case") for token in tokens[first : cursor.start]) or then.text[:1] == "就"):
        return False
    cursor.place += 1
    return cursor.reach("not_after", "not", skipping=("filler", "stop"), most=2) is not None and _clause_ends(cursor)


def _clause_ends(cursor: Cursor) -> bool:
    """True if the clause ends after at most a verb or two without meaning: 就别推了."""
    if cursor.message.tokens[cursor.place - 1].has("not") and cursor.token is not None and cursor.token.text >= "\u3400":
        while cursor.token is not None and (not cursor.token.meanings or cursor.token.has("stop", "filler")) and len(cursor.token.text) < _VERB:
            cursor.place += 1
    return cursor.token is None or cursor.token.has("break")


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
