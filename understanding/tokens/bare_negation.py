"""A plain 不 or 未, or "non-", that denies the value after it: 不静音的, 不磁吸. The question 静不静音 denies nothing."""

from collections.abc import Sequence
from dataclasses import replace

from ..language.phrases import Meaning
from .token import Token

_NOT = ("不", "未")
_NON = "non"
_DENIED = ("value", "attribute")
_OTHERWISE = ("complaint", "amount", "bound", "sort")


def with_plain_not(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with such a word as a negation, and without the hyphen of "non-"."""
    found = list(tokens)
    for place in range(len(tokens) - 1):
        token, behind = tokens[place : place + 2]
        known = behind.has(*_DENIED) and not behind.has(*_OTHERWISE) and behind.text[:1] >= "\u3400"
        asks = place > 0 and tokens[place - 1].text[-1:] == behind.text[:1]
        if token.text in _NOT and not behind.gap and known and not asks:
            found[place] = replace(token, meanings=(Meaning("not", token.text), Meaning("stop", token.text)))
    return tuple(each for place, each in enumerate(found) if not (place and each.text == "-" and found[place - 1].text.lower() == _NON))
