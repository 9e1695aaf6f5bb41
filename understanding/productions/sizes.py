"""A recorded value that is a number, before the word that follows such values: 73码."""

from ..tokens.cursor import Cursor
from ..tokens.found import Found
from .wishes import condition_on


def sized(cursor: Cursor) -> Found | None:
    """Only where the category in hand records it so."""
    token, shelf = cursor.take("amount"), cursor.message.shelf
    tail = cursor.take("attribute_tail") if token is not None and shelf.known else None
    if token is None or tail is None:
        return None
    for attribute in shelf.names(name for names in tail.values("attribute_tail") for name in names):
        known = next((meaning.value for meaning in cursor.message.vocabulary.named(attribute).get(token.text)), None)
        if known is not None:
            return Found(cursor.place, conditions=(condition_on(cursor, [known], negated=False, hard=cursor.hard),))
    return None
