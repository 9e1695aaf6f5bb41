"""Conditions taken back: 价格不限, 去掉起订量, drop the price limit, any colour, 重新开始."""

from itertools import takewhile

from ...schema.condition import Condition
from ..language.atom import keys
from ..slots import slot
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from ..tokens.token import Token
from ..vocabulary.known import Known
from .alternatives import pointed_at

WHICH = "which_condition"
"""A note: one of the conditions is to be dropped, and it isn't said which."""
_ANY = ("any", "whatever", "open to any")
_RECORDED = {"budget": "price", "sold_30d": "sold_90d"}
_DROPPABLE = ("field", "named", "attribute", "amount", "value", "certificate", "brand", "place", "supplier_kind")


def drop(cursor: Cursor) -> Found | None:
    """`drop` before what is dropped, or `drop_after` behind it."""
    if cursor.take("drop_all") is not None:
        return Found(cursor.place, dropped=("*",))
    found = _as_said(cursor) or _needless(cursor) or _unlimited(cursor)
    if found is not None:
        return found
    taken = cursor.take("drop")
    if taken is not None and taken.has("besides") and pointed_at(cursor) is not None:
        return None  # 去掉第一款 takes goods away
    if taken is not None and (that := _that_one(cursor)) is not None:
        return that
    if taken is not None and taken.has("spare") and cursor.reach("value", "certificate", "brand", "place", "supplier_kind", "amount", most=1):
        return None  # 不一定要黑色 gives up no colour but black
    if taken is not None:
        place = cursor.ahead(*_DROPPABLE, "tail", skipping=("filler", "stop", "bound", "drop_noun", "reference"), most=3)
        cursor.place = cursor.place if place is None else place
        whole = taken.has("not") or taken.text.lower() in _ANY  # "any red ones" and 不考虑贸易商 give nothing up
        if whole and not (cursor.token is not None and cursor.token.has("field", "attribute") or _any_will_do(cursor)):
            return None
        if whole and cursor.token is not None and _bounded(cursor):
            return None  # "any MOQ up to 1000 is fine" sets one
        return _dropped(cursor, noun=False, tails=not whole)
    return _dropped(cursor, noun=True)


def _as_said(cursor: Cursor) -> Found | None:
    """The very words in which a condition stands, which nobody else may know: "never mind the cloud-like", 不用像云朵一样了."""
    start, need = cursor.place, cursor.message.need
    if need is not None and (cursor.take("drop") or cursor.take("needless")) is not None:
        cursor.skip("filler", "stop", "determiner", most=2)
        for each in need.active:
            if not each.pages and (end := _end_of(each.text, cursor)) is not None:
                others = any(other.field == each.field and other.id != each.id for other in need.active)
                return Found(end, dropped=(each.id if others else each.field,))
    cursor.place = start
    return None


def _end_of(text: str, cursor: Cursor) -> int | None:
    """Where the words end that stand here, if they are those of `text`."""
    wanted, said = _letters(text), ""
    for end in range(cursor.place, len(cursor.message.tokens)):
        said += _letters(cursor.message.tokens[end].text)
        if said and said == wanted:
            return end + 1
        if not wanted.startswith(said):
            return None
    return None


def _letters(text: str) -> str:
    return "".join(each for key in keys(text) for each in key if each.isalnum())


def _that_one(cursor: Cursor) -> Found | None:
    """去掉那个条件, "remove that condition": the only one that stands; of several it is asked which."""
    start, need = cursor.place, cursor.message.need
    said = list(takewhile(lambda token: token.has("drop_noun", "reference", "stop", "filler", "determiner") and not token.has("break", *_DROPPABLE),
                          cursor.message.tokens[start:]))  # fmt: skip
    end = start + len(said)
    ends = end == len(cursor.message.tokens) or cursor.message.tokens[end].has("break")
    standing = [each for each in need.active if not each.pages] if need is not None else []
    if not (ends and standing and any(token.has("drop_noun") for token in said)):
        return None
    fields = dict.fromkeys(each.field for each in standing)
    return Found(end, dropped=tuple(fields)) if len(fields) == 1 else Found(end, notes=((WHICH, cursor.message.text),))


def _bounded(cursor: Cursor) -> bool:
    """Whether a number with a comparator stands behind the field here."""
    after = cursor.message.tokens[cursor.place + 1 : cursor.place + 3]
    return len(after) > 1 and after[0].has("bound") and after[1].has("amount")


def _needless(cursor: Cursor) -> Found | None:
    """不用折叠了, "it needn't be foldable": what was wished for before is no longer asked; of anything else it is a wish against it."""
    start, need = cursor.place, cursor.message.need
    if need is not None and cursor.take("needless") is not None:
        token = cursor.reach("value", "attribute", skipping=("filler", "stop"), most=2)
        fields = tuple(each.field for each in need.active if token is not None and each.field in _fields(token) and slot(each)[1] != "not")
        if fields:
            return Found(cursor.place, dropped=tuple(dict.fromkeys(fields)))
    cursor.place = start
    return None


def _unlimited(cursor: Cursor) -> Found | None:
    """No price limit, 没有价格限制."""
    start = cursor.place
    if cursor.take("not") is not None:
        token = cursor.reach("field", "named", "attribute", skipping=("filler", "stop", "bound"), most=2)
        if token is not None and cursor.skip("filler", "bound", most=1).take("drop_noun") is not None and not cursor.ahead("amount", "bound"):
            return Found(cursor.place, dropped=_fields(token))
    cursor.place = start
    return None


def _any_will_do(cursor: Cursor) -> bool:
    """ "Any brand is fine", not "any brand recommendations?"."""
    after = cursor.message.tokens[cursor.place + 1 : cursor.place + 2]
    return cursor.token is not None and cursor.token.has("named") and (not after or after[0].has("break", "accept", "drop_after", "drop_noun", "or"))


def _dropped(cursor: Cursor, noun: bool, tails: bool = False) -> Found | None:
    """What is named here; with `noun`, only where words of dropping follow. `tails`: also by what stands behind its number (reviews)."""
    token = cursor.take(*_DROPPABLE, *(("tail",) if tails else ()))
    if token is None:
        return None
    fields = _standing(cursor, token, _fields(token))
    if noun and not token.has("field", "named", "attribute"):
        return None
    for _ in range(3):
        if noun and cursor.token is not None and cursor.token.has("drop_after"):
            break
        cursor.skip("drop_noun", "filler", "bound", "bound_after", *(("stop",) if noun else ()), most=1)
    if noun and cursor.take("drop_after") is None:
        return None
    if not noun and token.has("amount") and not _condition_word(cursor):
        return None
    return Found(cursor.place, dropped=fields) if fields else None


def _condition_word(cursor: Cursor) -> bool:
    """ "any 5 of them" drops nothing; "drop the 100 yuan limit" does."""
    return cursor.message.tokens[cursor.place - 1].has("drop_noun", "bound_after") or cursor.token is None


def _standing(cursor: Cursor, token: Token, fields: tuple[str, ...]) -> tuple[str, ...]:
    """`fields`, or where none of them is asked for, those asked for in words that this is one of: steel, of "stainless steel"."""
    active = cursor.message.need.active if cursor.message.need is not None else ()
    if not token.has("value", "attribute") or any(each.field in fields for each in active):
        return fields
    return tuple(dict.fromkeys(each.field for each in active if _says(each, keys(token.text)))) or fields


def _says(condition: Condition, said: tuple[str, ...]) -> bool:
    words = keys(condition.text)
    return any(words[place : place + len(said)] == said for place in range(len(words)))


def _fields(token: Token) -> tuple[str, ...]:
    for kind, field in (("certificate", "certification"), ("brand", "brand"), ("place", "supplier.location"), ("supplier_kind", "supplier.kind")):
        if token.has(kind):
            return (field,)
    if token.has("named"):
        return (str(token.value("named")),)
    if token.has("field"):
        return tuple(_RECORDED.get(name, str(name)) for name in dict.fromkeys(token.values("field")))[:1]
    amount: Amount | None = token.value("amount")
    if amount is not None:
        return ("price",) if amount.money or amount.unit is None else ()
    if token.has("tail") and not token.has("value", "attribute"):
        return tuple(_RECORDED.get(name, str(name)) for name in token.values("tail"))[:1]
    known: tuple[Known, ...] = token.values("value")
    names = [name for names in token.values("attribute") for name in names]
    return tuple(f"attr.{name}" for name in dict.fromkeys([*names, *(each.attribute for each in known)]))
