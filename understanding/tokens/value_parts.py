"""Words that are a part of a recorded value: AA级 of 国AA级, straw of "Straw lid", VG10 of 大马士革纹VG10."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..language.atom import keys
from ..language.phrases import Meaning
from ..vocabulary.concepts import Key
from ..vocabulary.known_value import Known
from ..vocabulary.vocabulary import Vocabulary
from .token import Token

_LONGEST = 4
"""Tokens of such a part."""
_BESIDE = frozenset(("value", "attribute", "amount", "number"))
_GOODS = frozenset(("category", "head"))


def parted(parts: Sequence[Token], text: str, category: str | None, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """`parts` with unknown words replaced by the values that they are part of. A word that is a value of the category beside it and also names other
    goods (短袖 of a dress) keeps only the value."""
    shelf = vocabulary.shelf(category)
    if not shelf.known or not vocabulary.curated:
        return tuple(parts)
    parts = tuple(_as_value(token, parts, category, vocabulary) for token in parts)
    pieces, found, place = vocabulary.pieces(category), list[Token](), 0
    while place < len(parts):
        end = next((end for end in range(min(place + _LONGEST, len(parts)), place, -1) if _is_run(parts[place:end], category, vocabulary)), place)
        known, said = None, ""
        while end > place and known is None:
            said = text[parts[place].start : parts[end - 1].end]
            known = _piece(pieces, said) if any(_is_unknown(token, category, vocabulary) for token in parts[place:end]) else None
            end -= known is None
        if known is not None:
            found.append(Token(said, parts[place].start, parts[end - 1].end, (Meaning("value", known),), parts[place].gap))
        else:
            found.append(parts[place])
        place = max(end, place + 1)
    return tuple(found)


def _piece(pieces: Mapping[Key, Known], said: str) -> Known | None:
    """The value of the piece `said`; two English words match in either order: AA grade is grade AA."""
    words = said.replace("-", " ").split()
    return pieces.get(keys(said)) or (pieces.get(keys(" ".join(reversed(words)))) if len(words) == 2 and said.isascii() else None)


def _is_unknown(token: Token, category: str | None, vocabulary: Vocabulary) -> bool:
    """True if the token means nothing for this category: it is unknown, or a value of other goods only."""
    if not token.meanings:
        return any(map(str.isalnum, token.text))
    shelf = vocabulary.shelf(category)
    return all(meaning.kind == "value" and not meaning.value.free and not shelf.states(meaning.value.attribute) for meaning in token.meanings)


def _is_run(parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> bool:
    return all(_is_unknown(token, category, vocabulary) or {meaning.kind for meaning in token.meanings} <= _BESIDE for token in parts)


def _as_value(token: Token, parts: Sequence[Token], category: str | None, vocabulary: Vocabulary) -> Token:
    shelf = vocabulary.shelf(category)
    if not token.has("category", "head") or not any(shelf.states(known.attribute) for known in token.values("value")):
        return token
    if not any(other is not token and other.value("category") == category for other in parts):
        return token
    return replace(token, meanings=tuple(meaning for meaning in token.meanings if meaning.kind not in _GOODS))
