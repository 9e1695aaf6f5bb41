"""By how much less or more than what was shown: 便宜5块, 20% cheaper, "minus 5 yuan", 比第一款便宜10元."""

from ...schema.relative import Relative
from ..language.lexicon import lexicon
from ..tokens.amount import Amount
from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .alternatives import worded
from .beyond import unit_named
from .comparatives import measured

_SHARES = {"%": 0.01, "成": 0.1}
_THERE = ("有", "有没有", "any", "anything", "something")
_REACH = 8
"""Tokens between "cheaper than the first" and "by 10 yuan"."""


def by_amount(cursor: Cursor) -> Found | None:
    """One wish, where a list was shown; whether somebody would give so much off (能便宜5块吗) is the seller's to say."""
    if not cursor.message.shown or cursor.message.told.acts or cursor.message.told.intents.get("inquiry"):
        return None
    for shape in (_comparative_first, _amount_first, _cut, _behind):
        cursor.place = cursor.start
        wish = shape(cursor)
        if wish is not None and not _bounds(cursor):
            if cursor.message.told.question and not any(token.has("seeking") and token.text in _THERE for token in cursor.message.tokens):
                return Found(cursor.place, notes=(("unchecked", cursor.words),))
            if wish.kind == "more" and any(token.has("accept") for token in cursor.message.tokens[cursor.place :]):
                cursor.reach("accept", most=1)
                wish = wish.model_copy(update={"kind": "less", "by": -wish.by})  # 贵10块也行: up to so much more
            return worded(cursor, wish)
    return None


def _bounds(cursor: Cursor) -> bool:
    """便宜的50以内, cheaper, 5 yuan or less: a limit of its own."""
    return cursor.ahead("bound_after", "link", "tail", most=1) is not None or cursor.back("bound", most=0) is not None


def _comparative_first(cursor: Cursor) -> Relative | None:
    """便宜5块, cheaper by 20%."""
    token = cursor.take("comparative", "bare")
    if token is None or token.text.endswith("的"):
        return None
    if cursor.token is not None and cursor.token.text.lower() == "by":
        cursor.place += 1
    return _wish(cursor, token.value("comparative") or token.value("bare"), _amount(cursor))


def _amount_first(cursor: Cursor) -> Relative | None:
    """5 yuan cheaper, 20% lighter."""
    amount = _amount(cursor)
    if amount is None or (token := cursor.take("comparative", "bound")) is None:
        return None
    compared = token.value("comparative") or {">": ("more", ()), "<": ("less", ())}.get(token.value("bound"))  # more than the first
    return _wish(cursor, compared, amount) if compared is not None else None


def _cut(cursor: Cursor) -> Relative | None:
    """减5块, minus 5 yuan: of the price."""
    if cursor.take("cut") is None:
        return None
    return _wish(cursor, ("less", ("price",)), _amount(cursor))


def _behind(cursor: Cursor) -> Relative | None:
    """… by 10 yuan, with what it compares before: cheaper than the first by 10 yuan."""
    token = cursor.token
    if token is None or token.text.lower() != "by":
        return None
    cursor.place += 1
    before = cursor.message.tokens[max(0, cursor.start - _REACH) : cursor.start]
    compared = next((each.value("comparative") for each in reversed(before) if each.has("comparative")), None)
    return _wish(cursor, compared, _amount(cursor)) if compared is not None else None


def _amount(cursor: Cursor) -> Amount | None:
    token = cursor.take("amount")
    amount: Amount | None = token.value("amount") if token is not None else None
    return amount if amount is not None and amount.low == amount.high and amount.low > 0 else None


def _wish(cursor: Cursor, compared: tuple[object, ...], amount: Amount | None) -> Relative | None:
    """Money is off the price; a share of whatever is compared; a measure of what is measured so."""
    of = compared[1] or (("price",) if amount is not None and lexicon().dimensions.get(amount.unit or "") == "money" else ())  # 5 yuan more
    wish = measured(cursor, str(compared[0]), of) if amount is not None else None  # type: ignore[arg-type]
    if wish is None or amount is None:
        return None
    if amount.unit in _SHARES:
        share = amount.low * _SHARES[amount.unit]
        return wish.model_copy(update={"by": share, "share": True}) if share < 1 or wish.kind == "more" else None
    dimension = lexicon().dimensions.get(amount.unit or "")
    fits = dimension == "money" if wish.field == "price" else amount.unit is not None and amount.unit == unit_named(wish.field.removeprefix("attr."))
    return wish.model_copy(update={"by": amount.low, "unit": amount.unit}) if fits else None
