"""Numbers that belong to a name or to a person: "iPhone 15" where no product fits it, "for a 3 year old"."""

import re
from collections.abc import Mapping

from ...schema.condition import Condition
from ..language.atom import keys
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition, number
from ..tokens.token import Token
from ..vocabulary.concepts import Key

_LONGEST = 3  # tokens of a series' name
_VARIANTS = frozenset({"pro", "max", "plus", "mini", "ultra", "air", "se", "lite"})
_OPENED = re.compile(r"(\d+)\s*(?:years?|yrs?|岁|周岁)?\s*(?:old)?\s*(?:\+|and (?:above|up|over)|以上|及以上)", re.IGNORECASE)
_YEAR = 12
_AGES = ("age", "ages", "aged", "from age", "年龄")


def series(cursor: Cursor) -> Found | None:
    """A model of a series that the catalogue knows by other numbers only: a condition that nothing meets, never one in silence."""
    models = cursor.message.vocabulary.models(cursor.message.category)
    tokens = cursor.message.tokens
    if (longer := _variant(cursor, models)) is not None:
        return longer
    for end in range(min(cursor.place + _LONGEST, len(tokens) - 1), cursor.place, -1) if models else ():
        said = cursor.message.text[tokens[cursor.place].start : tokens[end - 1].end]
        attribute, amount = models.get(keys(said)), tokens[end].value("amount")
        if attribute is None or amount is None or amount.unit is not None or amount.low != int(amount.low):
            continue
        negated = cursor.back("not") is not None
        cursor.place = end + 1
        while cursor.token is not None and cursor.token.text.lower() in _VARIANTS:
            cursor.place += 1
        return Found(
            cursor.place, conditions=(condition(f"attr.{attribute}", "!=" if negated else "=", cursor.words, hard=cursor.hard, text=cursor.words),)
        )
    return None


def _variant(cursor: Cursor, models: Mapping[Key, str]) -> Found | None:
    """A known model with more behind it is another: iPhone 17 Pro + Max."""
    token, tokens = cursor.message.tokens[cursor.start], cursor.message.tokens
    known = next((each for each in token.values("value") if each.attribute in models.values()), None) if models else None
    if known is None or cursor.start + 1 >= len(tokens) or tokens[cursor.start + 1].text.lower() not in _VARIANTS:
        return None
    negated = cursor.back("not") is not None
    cursor.place += 2
    wanted = condition(f"attr.{known.attribute}", "!=" if negated else "=", cursor.words, hard=cursor.hard, text=cursor.words)
    return Found(cursor.place, conditions=(wanted,))


def aged(cursor: Cursor) -> Found | None:
    """Somebody's age: a wish for what is made from that age on or earlier. "From age 3", "ages 3 and up" name it without a unit."""
    named = cursor.message.tokens[cursor.place].text.lower() in _AGES and cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    cursor.skip("measured", "attribute", "filler", most=2) if named else None
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token is not None else None
    if amount is not None and amount.unit is None and cursor.take("link") is not None:  # 3-6岁
        older = cursor.take("amount")
        amount = Amount(amount.low, amount.low, older.value("amount").unit) if older is not None else None
    if named and amount is not None and amount.unit is None:
        amount = Amount(amount.low, amount.high, "years old")
    if token is None or amount is None or amount.dimension != "age":
        return None
    cursor.skip("bound_after", most=1)
    wanted = _from_age(cursor, amount, token)
    return Found(cursor.place, conditions=(wanted,)) if wanted is not None else None


def _from_age(cursor: Cursor, amount: Amount, token: Token) -> Condition | None:
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    for concept, scale in (("age_min_years", 1), ("age_months", _YEAR)):
        for name in shelf.names(vocabulary.concepts.get(concept, ())) if shelf.known else ():
            if vocabulary.attributes[name].kind == "number":
                return condition(f"attr.{name}", "<=", number(amount.low * scale), hard=False, text=token.text)
    return _among_ages(cursor, amount, token)


def _among_ages(cursor: Cursor, amount: Amount, token: Token) -> Condition | None:
    """The recorded values that begin at that age or earlier and have no end: "3 years and above", 3岁以上."""
    vocabulary, shelf = cursor.message.vocabulary, cursor.message.shelf
    for name in shelf.names(vocabulary.concepts.get("age", ())):
        facet = vocabulary.attributes[name]
        opened = [(value.value, _OPENED.match(value.value)) for value in facet.values if facet.kind == "text"]
        fitting = tuple(value for value, match in opened if match is not None and float(match[1]) <= amount.low)
        if fitting:
            single = len(fitting) == 1
            return condition(f"attr.{name}", "=" if single else "in", fitting[0] if single else fitting, hard=False, text=token.text)
    return None
