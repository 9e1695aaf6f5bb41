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


def told(line: Line, wording: str) -> str:
    """What is wrong with a wording that has faults, in words by which its writer can put it right."""
    text = wording.strip()
    known, places = set(line.values), dict.fromkeys(PLACE.findall(text))
    said = {
        "empty": "nothing is said",
        "long": "much longer than the line",
        "markup": "Markdown, brackets or a link",
        "figure": "a figure, where a place stands for it",
        "place": f"a place that the line hasn't: {', '.join(f'{{{name}}}' for name in places if name not in known)}",
        "order": "the line's words in another order",
    }
    return "; ".join(said.get(fault) or _differing(line, text) for fault in faults(line, wording))


def _differing(line: Line, text: str) -> str:
    """The words too many and those that are missing: of a word in the place of another both."""
    all_ = (*tokens(text, line.known), *line.tokens)
    letters, signs = {token.text: token.letters for token in all_}, {token.text for token in all_ if token.sign}
    parts = zip(("not in the line: ", "missing: "), _differences(line, text), strict=True)
    named = [(what, [word for word in words if word not in signs] or list(words)) for what, words in parts if words]
    return "; ".join(what + ", ".join(letters[word] for word in words) for what, words in named)


def aligned(line: Line, text: str) -> Alignment:
    return Alignment(line.tokens, tuple(tokens(text, line.known)), line.known)


def _why_not(line: Line, text: str) -> str:
    """What a model can put right: a word too many, one too few, or the order."""
    more, fewer = _differences(line, text)
    return "unfounded" if more else "left_out" if fewer else "order"


def _differences(line: Line, text: str) -> tuple[Counter[str], Counter[str]]:
    said, own = (Counter(token.text for token in all_) for all_ in (tokens(text, line.known), line.tokens))
    return said - own, own - said
