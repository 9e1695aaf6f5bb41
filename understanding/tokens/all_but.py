""" "Any colour but black": behind what is named in general, "but" denies what follows, and joins no clause."""

from collections.abc import Sequence
from dataclasses import replace

from ..language.phrases import Meaning
from .token import Token

_ANY = ("any", "every", "all", "whatever")
_BUT = ("but", "bar")
_GENERAL = ("attribute", "named", "category", "supplier_noun", "supplier_kind")


def with_all_but(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` with such a word as a negation."""
    found = list(tokens)
    for place in range(len(tokens) - 2):
        first, general, but = tokens[place : place + 3]
        if first.text.lower() in _ANY and general.has(*_GENERAL) and but.text.lower() in _BUT:
            found[place + 2] = replace(but, meanings=(Meaning("not", but.text), Meaning("stop", but.text)))
    return tuple(found)
