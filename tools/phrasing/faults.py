"""What is wrong with a model's wording of a line: it may say the line's words in other words of the same meaning, in their order, and no others."""

import re
from collections import Counter

from .alignment import Alignment
from .line import Line
from .words import PLACE, tokens

_MARKUP = re.compile(r"[\[\]<>|`#*\\]|https?:|www\.|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_FIGURES = re.compile(r"\d")
_LONGER = 40
"""Characters, beyond twice the line's own, that a wording may have."""


def faults(line: Line, wording: str) -> tuple[str, ...]:
    """The kinds of fault, () where there is none: "empty", "long", "markup", "figure", "place", "unfounded", "left_out", "order"."""
    text = wording.strip()
    bare, places = PLACE.sub("", text), PLACE.findall(text)
    found = {
        "empty": not text,
        "long": len(text) > 2 * len(line.masked) + _LONGER,
        "markup": bool(_MARKUP.search(bare)) or "{" in bare or "}" in bare,
        "figure": bool(_FIGURES.search(bare)),
        "place": not set(places) <= set(line.values),
    }
    if any(found.values()):
        return tuple(name for name, wrong in found.items() if wrong)
    return () if aligned(line, text).path() is not None else (_why_not(line, text),)


def aligned(line: Line, text: str) -> Alignment:
    return Alignment(line.tokens, tuple(tokens(text, line.known)), line.known)


def _why_not(line: Line, text: str) -> str:
    """What a model can put right: a word too many, one too few, or the order."""
    said, own = (Counter(token.text for token in all_) for all_ in (tokens(text, line.known), line.tokens))
    return "unfounded" if said - own else "left_out" if own - said else "order"
