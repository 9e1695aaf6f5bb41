"""A field named ahead of its number: 起订量我能承受20件; 起订量嘛，1000以内; as for the MOQ, 50 at most."""

from ..tokens.cursor import Cursor
from ..tokens.token import Token

_NUMBER = ("bound", "open", "amount")
_COMMAS = (",", "，", ":", "：")


def skip_to_number(cursor: Cursor) -> None:
    """Move the cursor over empty words to the comparator or number; into the next clause if the field is alone in its own."""
    place = cursor.ahead(*_NUMBER, skipping=("stop", "filler"), most=3)
    if place is None and _alone_in_clause(cursor):
        place = cursor.ahead(*_NUMBER, skipping=("stop", "filler", "break"), most=4)
    cursor.place = cursor.place if place is None else place


def _alone_in_clause(cursor: Cursor) -> bool:
    """True if a comma ends the field's clause and the next clause names nothing else that its number could measure."""
    tokens, start = cursor.message.tokens, cursor.start
    first = next((place + 1 for place in range(start - 1, -1, -1) if tokens[place].has("break")), 0)
    comma = next((place for place in range(cursor.place, len(tokens)) if tokens[place].has("break")), None)
    if (
        comma is None
        or tokens[comma].text not in _COMMAS
        or not _is_numeric(cursor)
        or not all(map(_says_nothing, (*tokens[first:start], *tokens[cursor.place : comma])))
    ):
        return False
    after = tokens[comma + 1 :]
    end = next((place for place, token in enumerate(after) if token.has("break")), len(after))
    return not any(token.has("field", "tail", "attribute", "category", "head") for token in after[:end])


def _is_numeric(cursor: Cursor) -> bool:
    """True if the name is a field, or an attribute that the current category states as a number. 支持快充，120以内 of power banks is a price."""
    said, shelf = cursor.message.tokens[cursor.start], cursor.message.shelf
    names = [str(name) for names in said.values("attribute") for name in names]
    facets = cursor.message.vocabulary.attributes
    return said.has("field") or not shelf.known or not names or any(shelf.states(name) and facets[name].kind == "number" for name in names)


def _says_nothing(token: Token) -> bool:
    return token.has("stop", "filler")
