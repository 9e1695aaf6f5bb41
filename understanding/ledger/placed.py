"""Questions about the order of a list itself: 为什么第一款排第一, "how did you rank these?"."""

import re
from collections.abc import Sequence
from functools import cache

from ...schema.reference import Reference
from ..language.lexicon import LANGUAGES, load
from ..tokens.found import Gathered
from ..tokens.token import Token
from .questioned import named_in

PLACED = "placed"
"""What such a message asks about."""


def placed(text: str, tokens: Sequence[Token], gathered: Gathered, shown: bool) -> tuple[Reference, ...]:
    """The products whose place is asked about, each once, or all; () where the message asks of no order, or why one has something (price, value)."""
    if not shown or gathered.conditions or gathered.relative or named_in(tokens, gathered) or not _asks().search(text):
        return ()
    once = {each.ordinal: each for each in reversed(gathered.references) if each.kind == "ordinal" and each.ordinal is not None}
    focus = tuple(each for each in gathered.references if each.kind == "focus")
    return tuple(once[number] for number in sorted(once)) or focus or (Reference(kind="all", count=0),)


@cache
def _asks() -> re.Pattern[str]:
    words = load("placed")
    return re.compile("|".join(pattern for language in LANGUAGES for pattern in words[language]), re.IGNORECASE)
