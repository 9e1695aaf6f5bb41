"""Slips in Latin letters: one too many, too few, wrong or swapped; and the letter o for nought."""

import re
from collections.abc import Iterator, Sequence

from ...retrievers.english import frequency
from ..language.atom import key_of
from ..language.dictionaries import is_english_word
from ..tokens.token import Token
from .known_words import KnownWords
from .slip import Slip

_SHORTEST, _LONG = 5, 8
"""Letters of a word that may have a slip, and of one that may have two; a shorter one may have two swapped, or one left out."""
_COMMON = 5_000
_DOUBLED = re.compile(r"([a-z])\1(?=\1*s?$)")
"""A last letter twice, before the plural or not: sockss, tentts."""
_NOUGHTS = re.compile(r"(?<=\d)[oO]+(?![A-Za-z])|(?<=\d)[oO]+(?=\d)")


def by_letters(parts: Sequence[Token], known: KnownWords) -> Iterator[Slip]:
    """What no language and no catalogue knows becomes the known word nearest to it (optimal string alignment distance)."""
    for place, part in enumerate(parts):
        word = key_of(part.text)
        if part.meanings or len(word) < 3 or not (word.isascii() and word.isalpha()) or is_english_word(word):
            continue
        spellings = {word, part.text.lower(), key_of(_DOUBLED.sub(r"\1", part.text.lower())), part.text.lower().removesuffix("es")}
        read = _nearest(spellings, known, name=part.text[0].isupper() and place > 0)
        if read is not None and read != word:  # a part of a longer name is no slip
            yield Slip(part.text, read, part.start, part.end, known.named(read))


def noughts(text: str) -> Iterator[Slip]:
    """1oo is 100."""
    for match in _NOUGHTS.finditer(text):
        yield Slip(match[0], "0" * len(match[0]), match.start(), match.end())


def _nearest(spellings: set[str], known: KnownWords, name: bool) -> str | None:
    """A name is a slip of a name only."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    close: list[tuple[str, int, str]] = []
    for word in spellings:
        most = 1 if len(word) < _LONG else 2
        near = process.extract(_by_sound(word), known.written[word[0]], scorer=OSA.distance, processor=_by_sound, score_cutoff=most, limit=100)
        close += [(word, distance, found) for found, distance, _ in near if len(word) >= _SHORTEST or _short_slip(word, found)]
    if name:
        close = [one for one in close if known.is_name(one[2])]
    return min(close, key=lambda one: _unlikely(*one))[2] if close else None


def _by_sound(word: str) -> str:
    return word.replace("ph", "f")


def _short_slip(word: str, known: str) -> bool:
    if sorted(known) == sorted(word):
        return True
    return len(known) == len(word) + 1 and len(word) > 2 and frequency(known) >= _COMMON


def _unlikely(word: str, distance: int, known: str) -> tuple[int, bool, int, int]:
    """Swapped letters are likelier than a wrong one, one left out than one too many, a frequent word than a rare one."""
    return distance, sorted(known) != sorted(word), -len(known), -frequency(known)
