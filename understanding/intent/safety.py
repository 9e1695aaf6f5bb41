"""A question whether something is safe: no record answers it, so it is told what can be checked, and never yes or no."""

import re
from collections.abc import Sequence

from ..vocabulary.shelf import Shelf

SAFETY = "safety"
_CHECKED = ("attr.safety_class", "certification")
_WITHSTANDS = re.compile(r"(?i)\b(?:dishwasher|microwave|oven|freezer|fridge|washer|dryer)[ -]safe\b")
"""What a thing bears, whether or not the catalogue has a word for it."""


def asks_safety(asked: Sequence[str]) -> bool:
    return SAFETY in asked


def checked(text: str, names: Sequence[str], shelf: Shelf) -> list[str]:
    """The fields asked about, with what there is to check; "dishwasher safe" and "safety class" ask for what they name."""
    if SAFETY not in names:
        return list(names)
    if _WITHSTANDS.search(text) or any(name.startswith("attr.") and "safe" in name for name in names):
        return [name for name in names if name != SAFETY]
    fields = [name for name in _CHECKED if not name.startswith("attr.") or (shelf.known and shelf.states(name.removeprefix("attr.")))]
    return list(dict.fromkeys([SAFETY, *fields, *(name for name in names if name.startswith("attr."))]))
