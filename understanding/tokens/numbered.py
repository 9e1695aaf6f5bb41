"""Numbers of the catalogue's own products in a message: P002501."""

import re
from collections.abc import Callable, Sequence

from ..language.phrases import Meaning
from ..language.text import Written
from .token import Token

_CODE = re.compile(r"(?<![A-Za-z0-9_.-])[A-Za-z0-9][A-Za-z0-9_-]{2,63}(?![A-Za-z0-9_-])")
_DIGITS = 7
"""Figures from which on a number alone may be a product's, and no price or count."""
Known = Callable[[str], str | None]
"""The id of the product that is called so; None where none is."""


def nobody(code: str) -> str | None:
    """Where no catalogue is open."""
    return None


def numbered(parts: Sequence[Token], text: str, known: Known, written: Sequence[Written] = ()) -> tuple[Token, ...]:
    """`parts` with one token in place of those that make up a product's number, or what stands for a title."""
    found = tuple(parts)
    titles = {each.code: each for each in written}
    for match in _CODE.finditer(text):
        title = titles.get(match[0])
        product = title.ids if title else known(match[0]) if _may_be(match[0]) else None
        if product is None:
            continue
        inside = [token for token in found if token.start >= match.start() and token.end <= match.end()]
        if not inside:
            continue
        one = Token(title.said if title else match[0], match.start(), match.end(), (Meaning("product", product),), inside[0].gap)
        found = tuple(one if token is inside[0] else token for token in found if token is inside[0] or token not in inside)
    return found


def _may_be(code: str) -> bool:
    if code.isdecimal():
        return len(code) >= _DIGITS
    return any(char.isdecimal() or char in "-_" for char in code)
