"""Goods that are made for whom they are not wanted for: left out where categories tell, else said to be beyond the records."""

from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition


def not_for(cursor: Cursor) -> Found | None:
    """Of goods not named yet, the categories for that audience alone are left out; goods for others need no word."""
    token = cursor.take("not_for")
    if token is None:
        return None
    group, vocabulary, category = str(token.value("not_for")), cursor.message.vocabulary, cursor.message.category
    words = cursor.words
    if category is not None:
        others = vocabulary.audiences(category)
        return Found(cursor.place, notes=() if others and group not in others else (("unchecked", words),))
    asked = {token.value("audience") for token in cursor.message.tokens if token.has("audience")}
    away = tuple(name for name in vocabulary.categories_for(group) if not asked & vocabulary.audiences(name))
    if not away:
        return Found(cursor.place, notes=(("unchecked", words),))
    wanted = condition("category", "!=", away[0], text=words) if len(away) == 1 else condition("category", "not_in", away, text=words)
    return Found(cursor.place, conditions=(wanted,))


def not_kind(cursor: Cursor) -> Found | None:
    """Goods of a kind that is not wanted; another name of what is in hand is left to what titles say."""
    token = cursor.take("not_kind", "not_called")
    if token is None:
        return None
    if token.has("not_called"):
        return Found(cursor.place, notes=(("unchecked", cursor.words),))
    return Found(cursor.place, conditions=(condition("category", "!=", str(token.value("not_kind")), text=cursor.words),))
