"""A recorded value that is a number, before the word that follows such values: 73码; where none is recorded so, a condition that nothing meets."""

from ...schema.condition import Condition
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from .denials import denied_after
from .wishes import condition_on


def sized(cursor: Cursor) -> Found | None:
    """Where the category in hand records such values. Letters and months are its sizes: 130码 of dresses is none of them."""
    token, shelf = cursor.take("amount"), cursor.message.shelf
    tail = cursor.take("attribute_tail") if token is not None and shelf.known else None
    if token is None or tail is None:
        return None
    denied = (cursor.back("not") is not None) != denied_after(cursor)
    stated = shelf.names(name for names in tail.values("attribute_tail") for name in names)
    for attribute in stated:
        known = next((meaning.value for meaning in cursor.message.vocabulary.named(attribute).get(token.text)), None)
        if known is not None:
            return Found(cursor.place, conditions=(_told(cursor, condition_on(cursor, [known], negated=denied, hard=cursor.hard)),))
    amount = token.value("amount")
    if not stated or amount.unit is not None or (cursor.token is not None and cursor.token.has("bound_after")):
        return None
    wanted = condition(f"attr.{stated[0]}", "!=" if denied else "=", token.text, hard=cursor.hard, text=cursor.words)
    return Found(cursor.place, conditions=(_told(cursor, wanted),))


def _told(cursor: Cursor, wanted: Condition) -> Condition:
    """With the negation before it among its words: 不要73码 is not told as 73码."""
    negation = cursor.back("not")
    if negation is None:
        return wanted
    before = cursor.message.text[negation.start : cursor.message.tokens[cursor.start].start]
    return wanted.model_copy(update={"text": before + wanted.text})
