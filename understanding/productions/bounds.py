"""Numbers as conditions: `field? comparator? amount (to amount)? comparator? field?`, the same production for every field and language."""

import re
from dataclasses import replace

from ..language.lexicon import lexicon
from ..slots import LOWER, UPPER
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor, value_of
from ..tokens.found import Found
from ..tokens.measures import own_unit, spoken, unit_word
from ..tokens.token import Token
from ..vocabulary.concepts import concepts
from .fields import LIKE, Bound, field_of
from .limits import default_op, limits
from .negation import OPPOSITE, denied_bound, dismissed
from .part_counts import part_word

_NUMBER = ("bound", "open", "amount")
_SUMS = ("money", "coins")
_PACKED = re.compile(r"\b(?:per|a|to a|in a)\s+(?:box|pack|packet|set|carton|case|bag|bundle)$", re.IGNORECASE)
"""Words after a bare number that make it a pack size, no price."""
_MONTHS = 3  # sales are recorded for 90 days


def bound(cursor: Cursor) -> Found | None:
    """A bound, a range, or a bare amount whose unit identifies the field."""
    field = cursor.take("field", "attribute")
    if field is not None and not (cursor.token is not None and cursor.token.has("and", "or")):
        cursor.skip("filler", "attribute_tail", "drop_noun", "must", "soft", most=3)  # the MOQ must be under 50
        skip_to_number(cursor)
    denied, between = denied_bound(cursor)
    field = field or between
    if _joins_clauses(cursor):
        return None
    before = cursor.take("bound")
    if before is not None and before.value("bound") == "~":
        before = cursor.take("bound") or before  # "some under 80"
    field = _field_inside(cursor, field, before)
    field = _field_inside(cursor, field, cursor.take("open"))
    before = before or cursor.take("bound")
    numbered = cursor.place > 0 and cursor.message.tokens[cursor.place - 1].has("nth")
    low = value_of(cursor.take("amount"), "amount")
    if (
        low is None
        or numbered
        or (before is not None and before.has("sort") and low.unit is None and cursor.token is not None and cursor.token.has("measure"))
    ):
        return None  # 最贵的两款 is a count, no price; the MOQ of 第一款 is no MOQ of one
    bound = _from(cursor, field, before, low)
    return read(cursor, replace(bound, op=OPPOSITE.get(bound.op or "", bound.op)) if denied != dismissed(cursor, bound.op) else bound)


def _joins_clauses(cursor: Cursor) -> bool:
    """True if a comparator that is also a conjunction joins clauses here (好看，不过100元以下没有). It compares only directly after a name and
    without a second comparator."""
    token, tokens = cursor.token, cursor.message.tokens
    if token is None or not token.has("break"):
        return False
    before = tokens[cursor.place - 1] if cursor.place else None
    after = tokens[cursor.place + 1 : cursor.place + 4]
    named = before is not None and not token.gap and (not before.meanings or before.has("field", "attribute", "category", "head"))
    return not named or not (after and after[0].has("amount")) or any(each.has("bound_after") for each in after)


def _field_inside(cursor: Cursor, field: Token | None, before: Token | None) -> Token | None:
    """The field, also if it stands between the comparator and the number: "below a price of 50"."""
    if before is None:
        return field
    field = field or cursor.reach("field", skipping=("filler",), most=1) or _attribute_inside(cursor)
    cursor.skip("filler", "stop", most=2)
    return field


def _attribute_inside(cursor: Cursor) -> Token | None:
    """The attribute between the comparator and its number: a maximum capacity of 500 ml."""
    place = cursor.place
    token = cursor.take("attribute")
    if token is not None and cursor.ahead("amount", skipping=("filler", "stop"), most=2) is None:
        cursor.place = place
        return None
    return token


def _from(cursor: Cursor, field: Token | None, before: Token | None, low: Amount) -> Bound:
    """The bound that begins with `low`, with the tokens after it."""
    high = None if before is not None and cursor.token is not None and cursor.token.has("and") else _upper_end(cursor, low)
    cursor.skip("close", most=1)
    _skip_counted(cursor, field)
    after = _after(cursor, before)
    low = replace(low, unit=_unit_after(cursor, low)) if after is not None and low.unit is None else low
    tail = tail_of(cursor, low, field)
    counted = (_attribute_after(cursor, low) or part_word(cursor, low)) if field is None and tail is None else None
    field = field or counted
    low = replace(low, unit=unit_word(counted.text.split()[0])) if counted is not None and low.unit is None else low  # 24 "hours hot"
    after = after or (_after(cursor, before) if tail is not None or counted is not None else None)
    op = "between" if high is not None else str(before.value("bound")) if before is not None else after
    vague = op is None and low.high > low.low
    ends = (low.low, high.high if high else low.high)
    amount = Amount(min(ends), max(ends), (high.unit if high else None) or low.unit, low.spelled)
    return Bound(field, tail, "between" if vague else op, amount)


def _skip_counted(cursor: Cursor, field: Token | None) -> None:
    """Pass over the counted noun between a named attribute's number and its comparator: 打印量 6000 页以上."""
    tokens, place = cursor.message.tokens, cursor.place
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if field is not None and field.has("attribute") and behind is not None and behind.has("bound_after"):
        cursor.skip("measured", "measure", most=1)


def _unit_after(cursor: Cursor, low: Amount) -> str | None:
    """The unit after the comparator: "4 or more people"."""
    unit = cursor.token.value("unit") if cursor.token is not None else None
    return str(cursor.take("unit").value("unit")) if unit is not None and lexicon().dimensions.get(unit) != "count" else None  # type: ignore[union-attr]


def _attribute_after(cursor: Cursor, low: Amount) -> Token | None:
    """The attribute after its number: "2 ports", "100 sheets", "2 m wide", 87-key."""
    place, vocabulary = cursor.place, cursor.message.vocabulary
    cursor.place += _is_hyphenated(cursor)
    token = cursor.token
    if token is None or not (cursor.message.shelf.known or vocabulary.flat) or low.money or not token.has("attribute"):
        cursor.place = place
        return None
    names = cursor.message.shelf.names(name for names in token.values("attribute") for name in names)
    counted = any(vocabulary.attributes[name].kind == "number" and not _counts_products(cursor, name, low) for name in names)
    after = cursor.message.tokens[cursor.place + 1] if cursor.place + 1 < len(cursor.message.tokens) else None
    joined = not token.gap or token.text[0].isascii()  # 4 个 USB 口
    ends = joined and (after is None or after.gap or after.has("break", "filler", "category", "head", "bound_after"))  # 1.8米床 200以内
    if counted and (token.text.isascii() or ends):
        return cursor.take("attribute")
    cursor.place = place
    return None


def _is_hyphenated(cursor: Cursor) -> bool:
    """True if a hyphen joins the number and the noun that it counts: 87-key."""
    token, tokens = cursor.token, cursor.message.tokens
    behind = tokens[cursor.place + 1] if cursor.place + 1 < len(tokens) else None
    return token is not None and token.text == "-" and not token.gap and behind is not None and not behind.gap


def _counts_products(cursor: Cursor, name: str, low: Amount) -> bool:
    """True if the number counts products and doesn't measure the attribute: two batteries are no battery of 2 Ah."""
    text = cursor.token.text.lower() if cursor.token is not None else ""
    unit = own_unit(cursor.message.vocabulary.attributes[name])
    measured = unit is not None and lexicon().dimensions.get(unit) not in (None, "count")
    return low.unit is None and measured and text.endswith("s") and unit_word(text.split()[0]) is None


def _upper_end(cursor: Cursor, low: Amount) -> Amount | None:
    """The upper end of a range."""
    place = cursor.place
    opened = any(token.has("open") for token in cursor.message.tokens[cursor.start : place])
    if cursor.take("link") is not None or (opened and cursor.token is not None and cursor.token.value("bound") == "<="):
        cursor.skip("bound", most=1)
        high: Amount | None = value_of(cursor.take("amount"), "amount")
        backwards = high is not None and high.low < low.low and (opened or high.money) and cursor.message.tokens[place].text != "-"
        if (
            high is not None
            and (high.low >= low.low or backwards)
            and (high.unit is None or low.unit in (None, high.unit) or low.dimension == high.dimension)
        ):
            return high
    cursor.place = place
    return None


def _after(cursor: Cursor, before: Token | None) -> str | None:
    place = cursor.place
    token = cursor.take("bound_after")
    if token is None and before is None:
        cursor.place += cursor.token is not None and cursor.token.text == "-"  # 200-ish
        cursor.skip("filler", most=1)
        token = cursor.take("bound_after")
    if token is not None and token.has("bound") and cursor.token is not None and cursor.token.has("amount"):
        cursor.place = place
        return None
    if token is None or (before is not None and token.value("bound_after") != before.value("bound")):
        cursor.place = place
        return None
    return str(token.value("bound_after"))


def tail_of(cursor: Cursor, amount: Amount, field: Token | None) -> str | None:
    """The field after the number (50件起订, 500 sold), if it can have the number's dimension."""
    place = cursor.place
    token = cursor.reach("tail", skipping=("filler", "unit", "measure"), most=2)
    for name in token.values("tail") if token is not None else ():
        if amount.dimension in LIKE[name] and (field is None or name in field.values("field") or name in ("budget", "price", "sold_30d")):
            return str(name)
    cursor.place = place
    return None


def read(cursor: Cursor, bound: Bound, name: str | None = None) -> Found | None:
    """The conditions on the field `name`, or on the field that the bound identifies."""
    bound = replace(bound, amount=spoken(cursor, bound.amount))
    name = name or field_of(cursor, bound)
    if name in ("budget", "quantity") or (name is None and bound.amount.dimension in _SUMS):  # neither bounds what one piece is like
        return Found(cursor.place)
    if name is None:  # a bound on an unknown field is consumed whole, so that no part of it is read as a price
        named = bound.field is not None and bound.field.has("attribute") and not bound.field.has("field")
        return Found(cursor.place, keep=True) if bound.op is not None and not named else None
    if name == "price" and bound.op is None and bound.amount.unit is None and _PACKED.search(cursor.words):
        return Found(cursor.place, keep=True)
    if name == "moq" and bound.op in LOWER and bound.field is None and bound.tail is None:
        bound = replace(bound, op="<=")
    if name == "sold_30d":
        name, bound = "sold_90d", replace(bound, amount=replace(bound.amount, low=bound.amount.low * _MONTHS, high=bound.amount.high * _MONTHS))
    amount, op = bound.amount, bound.op or bare_op(cursor, name, bound.amount)
    if op in (*UPPER, "between", "~") and _is_capacity(cursor, name.removeprefix("attr.")):
        amount, op = replace(amount, low=amount.high), ">="
    unit = (amount.unit if amount.money else cursor.message.vocabulary.currency) if name == "price" else None
    return Found(cursor.place, conditions=tuple(limits(cursor, name, op, amount, unit)))


def bare_op(cursor: Cursor, name: str, amount: Amount) -> str:
    """The operator of a number without comparator: "for -10 degrees" means -10 or less."""
    cold = amount.unit == "c" and name.removeprefix("attr.") in cursor.message.vocabulary.concepts.get("temperature", ())
    return "<=" if cold else ">=" if _is_minimum(cursor, name.removeprefix("attr.")) else default_op(name)


def _is_minimum(cursor: Cursor, attribute: str) -> bool:
    """True if a higher value includes a lower one: keeping hot for 24 hours includes 12."""
    return any(each.floor and attribute in cursor.message.vocabulary.concepts.get(each.name, ()) for each in concepts())


def _is_capacity(cursor: Cursor, attribute: str) -> bool:
    """True if the attribute is a capacity, so that "up to" asks for at least that: "for dogs up to 40 kg" means bearing 40 kg or more."""
    return any(each.holds and attribute in cursor.message.vocabulary.concepts.get(each.name, ()) for each in concepts())


def skip_to_number(cursor: Cursor) -> None:
    """Move the cursor over empty words to the comparator or number: 起订量我能承受20件, as for the MOQ 50 at most."""
    place = cursor.ahead(*_NUMBER, skipping=("stop", "filler"), most=3)
    cursor.place = cursor.place if place is None else place
