"""Recorded values made of figures and letters, taken as they stand: 48x74, 12 inch, 350g where a catalogue records that as text."""

from .atom import keys
from .cursor import Cursor
from .found import Found
from .known import Known
from .vocabulary import unlinked
from .wishes import condition_on

_LONGEST = 6  # tokens
_JOINING = "*×-–—~"
_AROUND = ("bound", "bound_after", "least")


def code(cursor: Cursor) -> Found | None:
    """The longest stretch that is a value of the category in hand; a bare number is none, nor one that is compared."""
    tokens, start = cursor.message.tokens, cursor.place + cursor.message.tokens[cursor.place].has("open")
    if (
        start >= len(tokens)
        or not tokens[start].has("amount")
        or (start and tokens[start - 1].has(*_AROUND, "field", "link") and not tokens[start - 1].has("open"))
    ):
        return None
    recorded = cursor.message.vocabulary.recorded(cursor.message.category)
    for end in range(min(start + _LONGEST, len(tokens)), start, -1) if recorded else ():
        said = cursor.message.text[tokens[start].start : tokens[end - 1].end]
        found = recorded.get(unlinked(keys(said))) if any(char.isalpha() or char in _JOINING for char in said) else None
        if found is None or (end < len(tokens) and tokens[end].has(*_AROUND, "link") and not tokens[end].has("and")):
            continue
        cursor.place = end
        cursor.skip("unit", most=1)
        known, firm = Known(found[0], found[1], said), cursor.message.shelf.known or cursor.firm
        return Found(cursor.place, conditions=(condition_on(cursor, [known], negated=False, hard=firm and cursor.hard),), keep=not firm)
    return None
