"""The supplier that a message says to be liked, by its name."""

import re
from difflib import SequenceMatcher

from ...catalogue.catalogue import Catalogue
from ...schema.condition import Condition
from ...schema.reading import Reading

HAN, LATIN = 4, 3
"""Characters of a Chinese name, letters of a word of a Latin one, from which on a likeness is no chance."""
_WORD = re.compile(r"[a-z]+")
_FORMS = frozenset(["co", "ltd", "limited", "inc", "corp", "company", "factory", "trading", "products", "and", "the"])


def liked(reading: Reading, text: str, catalogue: Catalogue) -> Reading:
    """A message that likes a supplier by name wishes for it, and looks for nothing."""
    if reading.stands != "liked" or any(each.kind == "supplier" and not each.conditions for each in reading.references):
        return reading
    named = supplier_named(text, catalogue)
    if named is None:
        return reading
    wish = Condition(id="c0", field="supplier", op="in", value=(named[0],), hard=False, text=named[1])
    alone = {"category": None, "query": "", "topic": "same", "intent": "refine", "notes": (), "references": ()}
    return reading.model_copy(update={**alone, "conditions": (wish,)})


def supplier_named(text: str, catalogue: Catalogue) -> tuple[str, str] | None:
    """Id and name of the one supplier whose name has most in common with `text`; None where none or several do."""
    scores = [
        (_likeness(text.casefold(), name.casefold()), each.id, name) for each in catalogue.facets().suppliers for name in (each.name, *each.aliases)
    ]
    best = max((score for score, _, _ in scores), default=0)
    found = {supplier: name for score, supplier, name in scores if score == best}
    return next(iter(found.items())) if best and len(found) == 1 else None


def _likeness(text: str, name: str) -> int:
    if not name.isascii():
        size = SequenceMatcher(None, text, name, autojunk=False).find_longest_match().size
        return size if size >= HAN else 0
    words = [word for word in _WORD.findall(name) if len(word) >= LATIN and word not in _FORMS]
    said = set(_WORD.findall(text))
    return sum(len(word) for word in words if word in said) if words and words[0] in said else 0
