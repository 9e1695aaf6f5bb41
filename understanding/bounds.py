"""Numbers as conditions: `field? comparator? amount (to amount)? comparator? field?`, the same production for every field and language."""

from ..schema.condition import Condition, Op
from .amount import Amount
from .budget import money
from .cursor import Cursor, value_of
from .found import Found, condition, number
from .measures import measured_field
from .token import Token

AROUND = 0.15  # "around 100" is a wish for 85 to 115
_BESIDE = ("break", "filler", "stop", "and", "soft", "bound", "field", "not", "must", "sort", "category", "head", "soft_after")
_OF_UNIT = {"money": "price", "stars": "rating"}
_LIKE = {  # the dimensions that a field can be measured in; None: a bare number
    "price": ("money", None), "budget": ("money", None), "moq": ("count", None), "rating": ("stars", None), "review_count": ("count", None),
    "sold_90d": ("count", None), "stock": ("count", None), "supplier.rating": ("stars", None), "supplier.years": ("years",  None),
    "supplier.repurchase_rate": ("share", None),
}  # fmt: skip


def bound(cursor: Cursor) -> Found | None:
    """A bound, a range, or a bare amount where its unit says enough."""
    field = cursor.take("field", "attribute")
    if field is not None:
        cursor.skip("filler", "attribute_tail", "drop_noun", most=3)
        _towards(cursor)
    op = cursor.take("bound")
    if op is not None and field is None:
        field = cursor.reach("field", skipping=("filler",), most=1)
        cursor.skip("filler", most=2)
    cursor.skip("filler", most=2) if op is not None else None
    opened = cursor.take("open")
    if opened is not None and field is None:
        field = cursor.reach("field", skipping=("filler",), most=1)
    op = op or cursor.take("bound")
    low = value_of(cursor.take("amount"), "amount")
    if low is None:
        return None
    high = _linked(cursor, low)
    cursor.skip("close", most=1)
    after = _after(cursor, op)
    tail = _tail(cursor, low, field)
    ops = _op(op, after, low, high, bool(opened))
    return _read(cursor, field, tail, ops, low, high)


def _towards(cursor: Cursor) -> None:
    """From a field over a few words that say nothing (起订量我能承受20件) to its comparator or number."""
    place = cursor.ahead("bound", "open", "amount", skipping=("stop", "filler"), most=3)
    cursor.place = cursor.place if place is None else place


def _linked(cursor: Cursor, low: Amount) -> Amount | None:
    """The other end of a range."""
    place = cursor.place
    if cursor.take("link") is not None:
        cursor.skip("bound", most=1)
        high: Amount | None = value_of(cursor.take("amount"), "amount")
        if high is not None and high.low >= low.low and (high.unit is None or low.unit in (None, high.unit) or low.dimension == high.dimension):
            return high
    cursor.place = place
    return None


def _after(cursor: Cursor, before: Token | None) -> str | None:
    place = cursor.place
    cursor.skip("filler", most=1) if before is None else None
    token = cursor.take("bound_after")
    if token is not None and token.has("bound") and cursor.token is not None and cursor.token.has("amount"):
        cursor.place = place
        return None
    if token is None or (before is not None and token.value("bound_after") != before.value("bound")):
        cursor.place = place
        return None
    return str(token.value("bound_after"))


def _tail(cursor: Cursor, amount: Amount, field: Token | None) -> str | None:
    """A field behind the number: 50件起订, 500 sold; only one that can be measured so."""
    place = cursor.place
    token = cursor.reach("tail", skipping=("filler", "unit", "measure"), most=2)
    for name in token.values("tail") if token is not None else ():
        if amount.dimension in _LIKE[name] and (field is None or name in field.values("field") or name == "budget" or name == "price"):
            return str(name)
    cursor.place = place
    return None


def _op(before: Token | None, after: str | None, low: Amount, high: Amount | None, opened: bool) -> str | None:
    if high is not None:
        return "between"
    op = str(before.value("bound")) if before is not None else after
    if op is None and low.high > low.low:
        return "between"
    return op


def _read(cursor: Cursor, field: Token | None, tail: str | None, op: str | None, low: Amount, high: Amount | None) -> Found | None:
    unit = (high.unit if high else None) or low.unit
    first, last = low.low, (high.high if high else low.high)
    amount = Amount(first, last, unit, low.spelled)
    name = _field(cursor, field, tail, op, amount)
    if name is None:
        named = field is not None and field.has("attribute") and not field.has("field")
        return Found(cursor.place, keep=True) if op is not None and not named else None  # a bound on something else: no part of it is read again
    if name in ("price", "budget"):
        return money(cursor, name, op, amount, tail)
    if name == "quantity":
        return Found(cursor.place, quantity=int(last if op == "<=" else first)) if 0 < first < 10_000_000 else None
    return Found(cursor.place, conditions=tuple(plain(cursor, name, op or _default(name), amount)))


def _field(cursor: Cursor, field: Token | None, tail: str | None, op: str | None, amount: Amount) -> str | None:
    named = [name for name in (field.values("field") if field is not None else ()) if amount.dimension in _LIKE[name]]
    if tail == "budget" or "budget" in named:
        return "budget"
    if named:
        return str(named[0]) if op or named[0] != "price" or field is None or len(field.text) > 1 or amount.unit else None
    if tail is not None:
        return tail
    attribute = measured_field(cursor, field, amount, op)
    if attribute is not None:
        return attribute
    if field is not None and field.has("attribute") and not field.has("field"):
        return None
    if amount.dimension in _OF_UNIT:
        return _OF_UNIT[amount.dimension] if amount.money or op or field is None else None
    if amount.dimension == "count":
        return _count(cursor, op, amount)
    if amount.dimension == "years" and op in (">=", ">") and _beside_supplier(cursor):
        return "supplier.years"
    return "price" if amount.unit is None and op is not None and _bare_price(cursor, op, amount) else None


def _bare_price(cursor: Cursor, op: str, amount: Amount) -> bool:
    """A number without a unit is a price where it is compared and nothing follows that it could count."""
    token = cursor.token
    if cursor.message.in_rules(cursor.start):
        return False
    before = cursor.back("measured", "attribute", "audience", skipping=("filler", "link", "and"), most=2)
    if before is not None or (op == "between" and not _plain_range(cursor, amount)):
        return False
    follows = token is not None and not token.has(*_BESIDE)
    glued = token is not None and not token.gap and token.text[:1] in "-/x*×"
    return not glued and (not follows or token is not None and token.text[:1] >= "\u3400")


def _plain_range(cursor: Cursor, amount: Amount) -> bool:
    """ "20-50" and "20 to 50" are prices where no word before them says otherwise, and they are no years."""
    taken = cursor.message.tokens[cursor.start : cursor.place]
    if any(token.has("open", "close") for token in taken):
        return True
    before = cursor.message.tokens[cursor.start - 1] if cursor.start else None
    years = 1900 <= amount.low <= 2100 and 1900 <= amount.high <= 2100
    return not years and (before is None or before.has("stop", "filler", "break", "goods", "category", "head", "and"))


def _beside_supplier(cursor: Cursor) -> bool:
    return cursor.ahead("supplier_kind", most=3) is not None or cursor.back("supplier_kind", most=3) is not None


def _count(cursor: Cursor, op: str | None, amount: Amount) -> str | None:
    wanted = cursor.back("goods", skipping=("filler", "bound", "stop"), most=2) is not None
    if wanted:
        return "quantity"
    if op in ("<=", "<"):
        return "moq"
    if cursor.words.endswith("支") and cursor.token is not None and cursor.token.has("value"):
        return None  # 60支长绒棉 is a yarn count
    return "quantity" if op in (">=", ">", "~", "=") or (op is None and amount.low >= 20) else None


def _default(name: str) -> str:
    """What a field with a bare number means: 起订量50 is at most, 评分4.5 at least."""
    return "<=" if name == "moq" else ">=" if not name.startswith("attr.") else "="


def plain(cursor: Cursor, name: str, op: str, amount: Amount, unit: str | None = None) -> list[Condition]:
    """Conditions on any field but money."""
    scale = 0.01 if amount.unit == "%" else 0.1 if amount.unit == "成" else 1.0
    if name == "supplier.repurchase_rate" and amount.unit is None and amount.low > 1:
        scale = 0.01
    facet = cursor.message.vocabulary.attributes.get(name.removeprefix("attr.")) if name.startswith("attr.") else None
    bare = facet is not None and facet.kind == "number" and facet.dimension is None
    code = amount.unit if facet is not None and not bare else unit
    low, high, text = number(amount.low * scale), number(amount.high * scale), cursor.words
    if op == "between":
        return [_one(cursor, name, ">=", low, code, text), _one(cursor, name, "<=", high, code, text)]
    if op == "~":
        low, high = number(low * (1 - AROUND)), number(high * (1 + AROUND))
        return [_one(cursor, name, ">=", low, code, text, False), _one(cursor, name, "<=", high, code, text, False)]
    return [_one(cursor, name, op, high if op in ("<=", "<") else low, code, text)]  # type: ignore[arg-type]


def _one(cursor: Cursor, name: str, op: Op, value: int | float, unit: str | None, text: str, hard: bool = True) -> Condition:
    return condition(name, op, value, unit=unit, hard=hard and cursor.hard, text=text)
