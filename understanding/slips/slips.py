"""Slips of the hand put right before a message is read: 睡代 is 睡袋, "blutooth" is bluetooth.

Only what neither the languages nor the catalogue know is put right, only to what one of them knows, and never a real word: 店主 stays 店主.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..language.lexicon import load
from ..tokens.cues import Cues, cues
from ..tokens.lexer import tokens
from ..tokens.token import Token
from ..vocabulary.vocabulary import Vocabulary
from .han import by_sound, counted, particles
from .known_words import KnownWords, is_han
from .latin import by_letters, noughts
from .slip import Slip


class Slips:
    """The slips of one catalogue's buyers. Reading is safe from several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known = KnownWords(vocabulary)

    def mended(self, text: str) -> tuple[str, tuple[Slip, ...]]:
        """`text` with its slips put right, and what they were, in their order."""
        text, first = _mended(text, [*noughts(text), *_usual(text)])
        parts = tokens(text, self._vocabulary)
        if all(part.meanings or not part.text[:1].isalpha() for part in parts) and not _has_run(parts):
            return text, first
        told = cues(text)
        found = [*by_sound(text, parts, self._known), *counted(parts, self._known), *particles(text), *by_letters(parts, self._known)]
        apart = [slip for slip in found if not told.inside(slip.start, slip.end) and not _in_cue(slip, told)]
        written = {slip: at for slip in apart if (at := _written(slip, first)) is not None}
        text, then = _mended(text, list(written))
        again = [slip._replace(start=written[slip], end=written[slip] + len(slip.wrote)) for slip in then]
        return text, tuple(sorted((*first, *again), key=lambda slip: slip.start))


def _in_cue(slip: Slip, told: Cues) -> bool:
    """Whether it changes a character of a word that is known: 多少钱一个 is no 前一个."""
    changed = [slip.start + place for place, (one, other) in enumerate(zip(slip.wrote, slip.read, strict=False)) if one != other]
    return is_han(slip.wrote) and any(told.inside(place, place + 1) for place in changed)


def _mended(text: str, slips: Sequence[Slip]) -> tuple[str, tuple[Slip, ...]]:
    """Without slips that overlap an earlier one."""
    kept: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (slip.start, slip.start - slip.end)):
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
    for slip in reversed(kept):
        text = text[: slip.start] + slip.read + text[slip.end :]
    return text, tuple(kept)


def _written(slip: Slip, before: Sequence[Slip]) -> int | None:
    """Where a slip of the text stands in the one that `before` were put right in; None where it would change what they made."""
    shift = 0
    for one in before:
        start = one.start + shift
        if slip.start < start + len(one.read) and slip.end > start:
            return None
        if start < slip.start:
            shift += len(one.read) - len(one.wrote)
    return slip.start - shift


def _usual(text: str) -> Iterator[Slip]:
    """Those of words/slips.yaml; a letter that stands alone is a slip in lower case only (one S is a size)."""
    pattern, meant = _rows()
    for match in pattern.finditer(text.lower()):
        if match[0][-2:-1] == " " and not text[match.end() - 1].islower():
            continue
        yield Slip(match[0], meant[match[0]], match.start(), match.end())


@cache
def _rows() -> tuple[re.Pattern[str], dict[str, str]]:
    meant = {str(wrote): str(read) for wrote, read in load("slips").items()}
    edge = {wrote: "a-z'" if len(wrote) > 1 else r"a-z'\u3400-\u9fff" for wrote in meant}  # u盘 is no "you 盘"
    whole = (rf"(?<![a-z']){re.escape(wrote)}(?![{edge[wrote]}])" if wrote.isascii() else re.escape(wrote) for wrote in meant)
    return re.compile("|".join(whole)), meant


def _has_run(parts: Sequence[Token]) -> bool:
    """Whether known words stand side by side that may be one misspelled (手机 克)."""
    return any(not part.gap and is_han(part.text[-1]) and is_han(before.text[-1]) for before, part in zip(parts, parts[1:], strict=False))
