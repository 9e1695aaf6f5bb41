"""Recorded values made of figures and letters, taken as they stand: 48x74, 12 inch, 350g where a catalogue records that as text."""

import re

from ...catalogue.facets import AttributeFacet
from ..language.atom import keys
from ..tokens.cursor import Cursor
from ..tokens.found import Found, condition
from ..vocabulary.known import Known
from ..vocabulary.vocabulary import unlinked
from .wishes import condition_on

_LONGEST = 6  # tokens
_YEAR = re.compile(r"(?:19|20)\d\d")
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
        telling = any(char.isalpha() or char in _JOINING for char in said) or _YEAR.fullmatch(said)
        found = recorded.get(unlinked(keys(said))) if telling else None
        if found is None or (end < len(tokens) and tokens[end].has(*_AROUND, "link") and not tokens[end].has("and")):
            continue
        cursor.place = end
        cursor.skip("unit", most=1)
        known, firm = Known(found[0], found[1], said), cursor.message.shelf.known or cursor.firm
        return Found(cursor.place, conditions=(condition_on(cursor, [known], negated=False, hard=firm and cursor.hard),), keep=not firm)
    return _year(cursor, start)


def _year(cursor: Cursor, start: int) -> Found | None:
    """A bare year, where an attribute of the category in hand holds years and nothing else."""
    token, vocabulary, shelf = cursor.message.tokens[start], cursor.message.vocabulary, cursor.message.shelf
    if not _YEAR.fullmatch(token.text) or not (shelf.known or vocabulary.flat):
        return None
    year = int(token.text)
    held = [facet for facet in vocabulary.attributes.values() if facet.kind == "number" and shelf.states(facet.name) and _years(facet, year)]
    if not held:
        return None
    cursor.place = start + 1
    wanted = condition(f"attr.{held[0].name}", "=", year, hard=shelf.known and cursor.hard, text=token.text)
    return Found(cursor.place, conditions=(wanted,), keep=not shelf.known)


def _years(facet: AttributeFacet, year: int) -> bool:
    """Whether it holds years alone, and this one is among them."""
    return facet.low is not None and facet.high is not None and 1900 <= facet.low <= year <= facet.high <= 2100
