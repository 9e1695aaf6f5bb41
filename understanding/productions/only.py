"""A recorded value said as it stands behind "only": 只看高腰的, only midi. Words too common to mean it elsewhere mean it here."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ..language.atom import keys
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from ..tokens.token import Token
from ..vocabulary.shelf import Shelf
from .pure import shares

_ENDINGS = ("的", "款的", "那种", "ones", "one", "please")


def only(cursor: Cursor) -> Found | None:
    """The rest of the clause, where it is exactly a value that products of the category in hand state."""
    shelf, tokens = cursor.message.shelf, cursor.message.tokens
    if not shelf.known or not (cursor.place and tokens[cursor.place - 1].has("must") or lone_value(tokens, cursor.place, shelf)):
        return None
    end = next((place for place in range(cursor.place, len(tokens)) if tokens[place].has("break")), len(tokens))
    recorded = cursor.message.vocabulary.recorded(cursor.message.category)
    for last in _lengths(cursor, end):
        said = cursor.message.text[tokens[cursor.place].start : tokens[last - 1].end]
        found = recorded.get(keys(said))
        if found is not None:
            return Found(end, conditions=(_wanted(said, *found).model_copy(update={"shares": shares(cursor, *found)}),))
    return None


def lone_value(tokens: Sequence[Token], place: int, shelf: Shelf) -> bool:
    """Whether the message is nothing but the value of the need's category at `place`, as a description: 短袖的, said of baby suits, asks for no
    T-shirts."""
    token = tokens[place]
    if not (shelf.known and token.has("category", "head") and any(shelf.states(known.attribute) for known in token.values("value"))):
        return False
    if not all(tokens[before].has("stop", "filler") for before in range(place)):
        return False
    rest = [each for each in tokens[place + 1 :] if any(map(str.isalnum, each.text))]
    return bool(rest) and all(each.text.lower() in _ENDINGS for each in rest)


def _lengths(cursor: Cursor, end: int) -> Sequence[int]:
    """Where the value may end: at the clause's end, or before words that say nothing there."""
    last = end
    while last > cursor.place + 1 and cursor.message.tokens[last - 1].text.lower() in _ENDINGS:
        last -= 1
    return range(end, last - 1, -1)


def _wanted(said: str, attribute: str, values: tuple[str, ...]) -> Condition:
    field = f"attr.{attribute}"
    return condition(field, "=", values[0], text=said) if len(values) == 1 else condition(field, "in", values, text=said)
