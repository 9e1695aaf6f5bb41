"""Shortening of endless repetition in a message, so that no rule reads the same words hundreds of times."""

import re

KEPT = 32
"""Characters kept of a repetition."""
_AGAIN = re.compile(r"(.{1,64}?)\1{7,}", re.DOTALL)
_LEAST = 2 * KEPT
"""Characters from which a repetition is shortened: long numbers and words stressed by repetition have fewer."""


def shortened(text: str) -> tuple[str, bool]:
    """`text` with each repetition cut to `KEPT` characters, two repeats at least; and True if letters or digits were cut, not only blanks and
    signs."""
    found = [each for each in _AGAIN.finditer(text) if len(each[0]) >= _LEAST] if len(text) >= _LEAST else []
    for each in reversed(found):
        text = text[: each.start()] + each[1] * max(KEPT // len(each[1]), 2) + text[each.end() :]
    return text, any(any(map(str.isalnum, each[1])) for each in found)
