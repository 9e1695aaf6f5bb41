"""English words that are values elsewhere and verbs here: "what should I check" asks for no check pattern."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ..language.lexicon import load
from ..language.phrases import Meaning
from .token import Token

_NAMED = ("value", "attribute")


def without_verbs(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """Remove value meanings where only a verb can stand: after its subject, before its object."""
    for token in tokens:
        if token.has("value") and token.text.isascii() and token.text.isalpha() and _is_verb(text, token):
            kept = tuple(meaning for meaning in token.meanings if meaning.kind not in _NAMED)
            yield replace(token, meanings=(*kept, Meaning("stop", token.text.casefold())))
        else:
            yield token


def _is_verb(text: str, token: Token) -> bool:
    before, after = _places()
    return before.search(text[: token.start]) is not None or after.match(text, token.end) is not None


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("en")["verbs"]
    behind, done_to = ("|".join(map(re.escape, words[name])) for name in ("behind", "done_to"))
    return re.compile(rf"\b(?:{behind})\s+$", re.IGNORECASE), re.compile(rf"\s+(?:{done_to})\b", re.IGNORECASE)
