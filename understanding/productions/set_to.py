"""A measure set to another number: "make it 24 inch" compares nothing, though of money it says the most."""

from functools import cache

from ..language.lexicon import LANGUAGES, load
from ..tokens.cursor import Cursor


def is_set(cursor: Cursor) -> bool:
    """Whether such words, and no other comparator, stand in what was read."""
    return any(token.text.lower() in _words() for token in cursor.message.tokens[cursor.start : cursor.place] if token.has("bound"))


def standing(cursor: Cursor, name: str) -> str | None:
    """How the number that stands compares; None where none does, or both ends are told."""
    need = cursor.message.need
    found = [each.op for each in (need.active if need is not None else ()) if each.field == name and isinstance(each.value, (int, float))]
    return found[0] if len(found) == 1 and found[0] in ("<", "<=", ">", ">=", "=") else None


@cache
def _words() -> frozenset[str]:
    return frozenset(str(word).lower() for language in LANGUAGES for word in load("corrections")["set_to"][language])
