"""A recorded value that is a number, beside the word of such values: 73码, size 8; where none is recorded so, a condition that nothing meets."""

from ...schema.condition import Condition
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from .denials import denied_after
from .wishes import condition_on

_SIZE = "size"


def sized(cursor: Cursor) -> Found | None:
    """Where the category in hand records such values. Letters and months are its sizes: 130码 of dresses is none of them."""
    token, shelf = cursor.take("amount"), cursor.message.shelf
    if token is None:
        return _named(cursor)
    tail = cursor.take("attribute_tail") if shelf.known else None
    if tail is None:
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


def _named(cursor: Cursor) -> Found | None:
    """Size 8 of dresses, whose sizes are letters; what is recorded is read as any value is."""
    message, shelf = cursor.message, cursor.message.shelf
    denied = cursor.denied()
    name = cursor.take("attribute") if shelf.known else None
    token = cursor.take("amount") if name is not None else None
    if name is None or token is None or not any(_SIZE in names for names in name.values("attribute")) or not shelf.states(_SIZE):
        return None
    amount, after = token.value("amount"), cursor.token
    facet = message.vocabulary.attributes.get(_SIZE)
    if facet is None or facet.kind != "text" or amount.unit is not None or message.vocabulary.named(_SIZE).get(token.text):
        return None
    if after is not None and (not after.has("break", "category", "head", "filler") or after.has("link", "or", "and")):
        return None
    return Found(cursor.place, conditions=(condition(f"attr.{_SIZE}", "!=" if denied else "=", token.text, hard=cursor.hard, text=cursor.words),))


def _told(cursor: Cursor, wanted: Condition) -> Condition:
    """With the negation before it among its words: 不要73码 is not told as 73码."""
    negation = cursor.back("not")
    if negation is None:
        return wanted
    before = cursor.message.text[negation.start : cursor.message.tokens[cursor.start].start]
    return wanted.model_copy(update={"text": before + wanted.text})
