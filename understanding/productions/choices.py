"""Any or none of several numbers: 20 or 24 inch, 20寸或者24寸, 20、24寸都行, 不要20寸的."""

from ...schema.condition import Condition
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition, number
from ..tokens.measures import measured_field, spoken
from .bounds import bare_op
from .denials import denied_after
from .limits import limits

_MOST = 6  # numbers
_ASKING = ("没有", "没")
"""In a question these ask for it: 没有20寸的吗."""


def choice(cursor: Cursor) -> Found | None:
    """Numbers that one measure of the goods in hand may have, or may not: 不要20寸的, 24寸的不要."""
    place = cursor.place
    found = _choice(cursor, ("or",))
    if found is None and cursor.token is not None and cursor.token.has("and"):
        cursor.place = place
        found = _choice(cursor, ("or", "and"))
    return found


def _choice(cursor: Cursor, links: tuple[str, ...]) -> Found | None:
    """With "and" between them they are a list only where all are denied or will do: 20寸和24寸的不要; else 20 to 24 are meant."""
    asks = cursor.token is not None and cursor.token.text in _ASKING and cursor.message.told.question
    denied = cursor.denied() and not asks
    field = cursor.take("attribute")
    cursor.skip("filler", "or", most=2)
    amounts = _listed(cursor, ("or", "and") if denied else links)
    if amounts and denied and field is None:
        field = cursor.take("attribute")  # not 100 % blackout
    if not amounts or (cursor.token is not None and cursor.token.has("bound_after", "link")):
        return None
    unit = next((each.unit for each in reversed(amounts) if each.unit is not None), None)
    if any(each.unit not in (None, unit) or each.low != each.high for each in amounts):
        return None
    same = [spoken(cursor, Amount(each.low, each.high, unit, each.spelled)) for each in amounts]
    names = {measured_field(cursor, field, each, None) for each in same}
    name = names.pop() if len(names) == 1 else None
    facet = cursor.message.vocabulary.attributes.get((name or "").removeprefix("attr."))
    if name is None or facet is None or facet.kind != "number":
        return None
    denied = denied_after(cursor) != denied
    if "and" in links and not denied and cursor.ahead("any_of", skipping=("filler", "stop"), most=1) is None:
        return None
    return Found(cursor.place, conditions=(_any(cursor, name, same, denied),)) if denied or len(same) > 1 else None


def _listed(cursor: Cursor, links: tuple[str, ...]) -> list[Amount]:
    """The numbers here, and the cursor behind the last."""
    found: list[Amount] = []
    while len(found) < _MOST and cursor.token is not None and cursor.token.has("amount"):
        found.append(cursor.token.value("amount"))
        cursor.place += 1
        place = cursor.place
        cursor.skip(*links, most=2)
        if cursor.place == place or cursor.token is None or not cursor.token.has("amount"):
            cursor.place = place
            break
    return found


def _any(cursor: Cursor, name: str, amounts: list[Amount], denied: bool) -> Condition:
    """One or none of them; of what is kept at least or at most so much by a bare number, the one that asks least."""
    op = bare_op(cursor, name, amounts[0])
    if op != "=" and not denied:
        one = min(amounts, key=lambda each: each.low) if op == ">=" else max(amounts, key=lambda each: each.low)
        return limits(cursor, name, op, one)[0]
    each = [one for amount in amounts for one in limits(cursor, name, "=", amount)]
    if len(each) == 1:
        return each[0].model_copy(update={"op": "!="})
    values = tuple(dict.fromkeys(str(number(float(one.value))) for one in each))  # type: ignore[arg-type]  # numbers
    return condition(name, "not_in" if denied else "in", values, unit=each[0].unit, hard=each[0].hard, text=cursor.words)
