"""Goods that only say what others are used for: "which one is best for office work?" asks about the mice shown, and for no office paper."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from ..language.lexicon import load
from ..language.phrases import Meaning
from ..tokens.cues import Cues
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary

_BETWEEN = 3  # words from "for" to what it is for
_NOUN = ("category", "head")
_SEEKS = ("seeking", "goods")


def without_uses(parts: Sequence[Token], told: Cues, text: str, category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with such goods as `used_for`, which names none, where `category` is in hand and the message asks which of it suits them, or says that
    they are what it is for and no more; as they are where it asks for goods."""
    if category is None:
        return tuple(parts)
    wide = {facet.path[-1] for facet in vocabulary.facets.categories if not facet.leaf}
    used = {place for place in range(len(parts)) if parts[place].has("category") and _used(parts, place, wide)}
    used -= {place for place in used if parts[place].value("category") == category or (place and parts[place - 1].has("placing"))}
    if not used or not (_of_those(parts, text) or _only_told(parts, used, told) or any(_nameless(parts, place) for place in used)):
        return tuple(parts)
    return tuple(replace(token, meanings=(Meaning("used_for", token.text),)) if place in used else token for place, token in enumerate(parts))


def _used(parts: Sequence[Token], place: int, wide: Collection[str]) -> bool:
    """Whether it stands where a use stands: for an office, 适合帐篷里用的; or has no name of goods at all, 办公哪个好."""
    return _behind(parts, place) or _before(parts, place) or (parts[place].text >= "\u3400" and parts[place].text in wide)


def _behind(parts: Sequence[Token], place: int) -> bool:
    """Whether what says so stands before it."""
    words = _words("before")
    for at in range(place - 1, max(place - 2 - _BETWEEN, -1), -1):
        token = parts[at]
        if token.text.lower() in _words("pointing"):
            return False  # interested in these tents
        if token.text.lower() in words:
            return not (at and parts[at - 1].text.lower() in _words("sought"))
        if token.has("break", *_NOUN) or token.text >= "\u3400" and not token.has("filler"):
            return False
    return False


def _before(parts: Sequence[Token], place: int) -> bool:
    """Whether what says so stands behind it, in Chinese."""
    after = parts[place + 1].text if place + 1 < len(parts) else ""
    return parts[place].text >= "\u3400" and after.startswith(tuple(_words("behind")))


def _of_those(parts: Sequence[Token], text: str) -> bool:
    """Whether it asks of goods that it needs not name: which one, is the second …, 哪款, 这几款."""
    pointed = any(token.has("reference", "ordinal", "nth") for token in parts if token.text >= "\u3400")
    return pointed or _which().search(text) is not None


def _only_told(parts: Sequence[Token], used: set[int], told: Cues) -> bool:
    """Whether it says no more than that: 办公用的, "for office use"."""
    left = [token for place, token in enumerate(parts) if place not in used and token.text[:1].isalnum()]
    return bool(left) and not told.acts and all(_says_nothing(token) or token.text.lower() in _words("work") for token in left)


def _nameless(parts: Sequence[Token], place: int) -> bool:
    """Whether it describes what has no name there, 适合办公的有哪些, and so is in hand."""
    after = [token for token in parts[place + 1 :] if token.text[:1].isalnum()]
    described = _behind(parts, place) and bool(after) and after[0].text in ("的", "用的")
    return described and all(token.has("stop", "filler", *_SEEKS) for token in after)


def _says_nothing(token: Token) -> bool:
    return token.has("stop", "filler") and not token.has(*_SEEKS)


@cache
def _words(name: str) -> frozenset[str]:
    read = load("used_for")
    return frozenset(str(word) for language in ("zh", "en") for word in read[language].get(name, ()))


@cache
def _which() -> re.Pattern[str]:
    zh, en = ("|".join(map(str, load("used_for")[language]["which"])) for language in ("zh", "en"))
    return re.compile(rf"{zh}|\b(?:{en})\b", re.IGNORECASE)
