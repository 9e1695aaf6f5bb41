"""What goes on without end in a message: the same said again and again is kept a few times, so that no rule reads it hundreds of times."""

import re

KEPT = 32
"""Characters that are left of what is repeated."""
_AGAIN = re.compile(r"(.{1,64}?)\1{7,}", re.DOTALL)
_LEAST = 2 * KEPT
"""Characters of a repetition that is shortened: a long number has fewer, and nobody writes so much to stress a word."""


def shortened(text: str) -> tuple[str, bool]:
    """`text` with each such repetition cut to its first `KEPT` characters or its first two repeats, and whether words or numbers were left out (of
    blanks and signs nothing is lost)."""
    found = [each for each in _AGAIN.finditer(text) if len(each[0]) >= _LEAST] if len(text) >= _LEAST else []
    for each in reversed(found):
        text = text[: each.start()] + each[1] * max(KEPT // len(each[1]), 2) + text[each.end() :]
    return text, any(any(map(str.isalnum, each[1])) for each in found)
