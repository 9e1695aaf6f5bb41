"""Absence that the catalogue records as a value (不带帽子 is 立领无帽, "without coating" is 无涂层), and presence as its opposite."""

import re

from ...schema.condition import Op
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from ..tokens.token import Token
from ..vocabulary.concepts import falls_short
from ..vocabulary.known_value import Known
from .wishes import condition_on

_NONE = re.compile(r"^(无|不带|没有)|无(?!线|纺)|^(no|none|without|un\w+)\b", re.IGNORECASE)

_DONE = ("开", "上", "下", "掉", "紧", "住", "了", "着")
"""Endings of Chinese verbs that act on a part: 拧不开盖子, 盖上盖子, 丢了盖子."""
_OURS = ("the", "its", "her", "his", "my", "their", "your", "whose")
_ASKING = ("吗", "么", "?", "？", "如何", "怎么样", "多少", "是什么", "什么")


def lacking(cursor: Cursor) -> Found | None:
    """A negated attribute of the current category: the values recorded for lacking it."""
    if not cursor.message.shelf.known or not cursor.denied():
        return None
    cursor.skip("filler", most=1)
    token = cursor.take("attribute")
    if token is None or cursor.ahead("value", "amount", "bound", most=1) is not None:
        return None
    name, values = _absence_values(cursor, token)
    return _found(cursor, name, values, "=", "in") if values else None


def having(cursor: Cursor) -> Found | None:
    """An attribute's name alone excludes the values for lacking it: a waterproof backpack must not have 无. A question gives no condition; a liking
    (我喜欢盖子) is soft."""
    if (
        not (cursor.message.shelf.known and cursor.message.vocabulary.curated)
        or cursor.back("not") is not None
        or (token := cursor.take("attribute")) is None
    ):
        return None
    if token.has("field", "named", "category") or cursor.ahead("value", "sort", "drop_after", most=1) is not None:
        return None
    tokens = cursor.message.tokens
    if cursor.start and tokens[cursor.start - 1].text in ("不", "未", "没") and not tokens[cursor.start].gap:
        return None  # 不防水也行
    name, values = _absence_values(cursor, token)
    known = None if values else _presence_value(cursor, token)
    if (values or known) and _acted_on(cursor, token):
        return Found(cursor.place)
    if values and cursor.firm:  # 必须防水 excludes splash-proof too
        facet = cursor.message.vocabulary.attributes[name]
        values += tuple(str(value.value) for value in facet.values if any(falls_short(name, str(said)) for said in (value.value, *value.aliases)))
    sought = cursor.back("seeking", skipping=("filler", "stop", "relative"), most=3) is not None  # any that are waterproof?
    asked = cursor.token is not None and cursor.token.text in _ASKING and not sought
    liked = cursor.back("liking", skipping=("filler", "stop", "relative"), most=3) is not None
    if known is not None and not asked:
        return Found(cursor.place, conditions=(condition_on(cursor, [known], False, cursor.hard and not liked),))
    return _found(cursor, name, values, "!=", "not_in", hard=not liked) if values and not asked else None


def _acted_on(cursor: Cursor, token: Token) -> bool:
    """True if the words tell what is done to a part instead of asking for it: she can't open the lid, 拧不开盖子."""
    tokens, start = cursor.message.tokens, cursor.start
    before = tokens[start - 1] if start else None
    if before is None or before.has("break"):
        return cursor.token is not None and cursor.token.has("subject")
    if token.text >= "\u3400":
        return not token.gap and before.text.endswith(_DONE) and not before.has("seeking", "goods", "value")
    definite = before.text.lower() in _OURS and (start < 2 or not tokens[start - 2].has("relative", "seeking", "goods"))
    return definite or (cursor.token is not None and cursor.token.has("subject"))


def _absence_values(cursor: Cursor, token: Token) -> tuple[str, tuple[str, ...]]:
    """The attribute of the current category with that name that has values for lacking it, and those values; ("", ()) if there is none."""
    vocabulary = cursor.message.vocabulary
    for name in cursor.message.shelf.names(name for names in token.values("attribute") for name in names):
        facet = vocabulary.attributes[name]
        values = tuple(str(value.value) for value in facet.values if _NONE.search(str(value.value))) if facet.kind == "text" else ()
        if values and not vocabulary.values(name).flag:
            return name, values
    return "", ()


def _presence_value(cursor: Cursor, token: Token) -> Known | None:
    """The value that records of the current category use for having it."""
    vocabulary = cursor.message.vocabulary
    stated = cursor.message.shelf.names(name for names in token.values("attribute") for name in names)
    return next((had for name in stated if (had := vocabulary.values(name).had) is not None), None)


def _found(cursor: Cursor, name: str, values: tuple[str, ...], one: Op, several: Op, hard: bool = True) -> Found:
    wanted = condition(
        f"attr.{name}", one if len(values) == 1 else several, values[0] if len(values) == 1 else values, hard=hard and cursor.hard, text=cursor.words
    )
    return Found(cursor.place, conditions=(wanted,))
