"""Slips of the hand put right before a message is read: 睡代 is 睡袋, "blutooth" is bluetooth.

Chinese slips are other characters of the same sound (people type by sound), Latin ones a letter too many, too few, wrong or swapped. Only
what neither the languages nor the catalogue know is put right, only to what one of them knows, and never a real word: 店主 stays 店主.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from .atom import Atom, atoms, key_of
from .cues import cues
from .dictionaries import frequency, is_chinese_word, is_english_word, seen
from .lexer import tokens
from .lexicon import lexicon, load
from .token import Token
from .vocabulary import Vocabulary

_LONGEST, _SURE = 6, 3
"""Characters of a phrase that is looked for by sound; from this many on no other phrase sounds the same by chance."""
_SHORTEST, _LONG = 5, 8
"""Letters of a word that may have a slip, and of one that may have two; a shorter one may have two swapped, or one left out."""
_COMMON = 5_000
_CLOSED = frozenset("的了是有我你他她它这那哪么呢吗吧啊都也就还再在能会和与跟给把被让从到去来说看想做用多更最很太点只起")
"""Characters of which grammar is made: next to them anything sounds like something."""
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
"""Sounds that many speakers don't tell apart, and so type for one another."""


_DE = re.compile(r"(?<=[\u4e00-\u9fff])[地得滴](?=[\s,.;!?，。；！？、呢吗吧]|$)")


class Slip(NamedTuple):
    """What was written, what is read, and where."""

    wrote: str
    read: str
    start: int
    end: int
    named: bool  # whether it is a word of the catalogue, so that the buyer should be told


class Slips:
    """The slips of one catalogue's buyers. Reading is safe from several threads; its word lists are made at the first slip."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def mended(self, text: str) -> tuple[str, tuple[Slip, ...]]:
        """`text` with its slips put right, and what they were, in their order."""
        parts = tokens(text, self._vocabulary)
        if all(part.meanings or not part.text[:1].isalpha() for part in parts) and not _has_run(parts) and not _DE.search(text):
            return text, ()
        told = cues(text)
        found = _apart([*self._by_sound(text, parts), *self._counted(parts), *_particles(text), *self._by_letters(parts)])
        found = [slip for slip in found if not told.inside(slip.start, slip.end)]
        for slip in reversed(found):
            text = text[: slip.start] + slip.read + text[slip.end :]
        return text, tuple(found)

    def _by_sound(self, text: str, parts: Sequence[Token]) -> Iterator[Slip]:
        for run in _runs(atoms(text)):
            sounds = _sounds("".join(piece.text for piece in run))
            place = 0
            while place < len(run):
                sizes = (found for size in range(_LONGEST, 1, -1) if (found := self._at(run, sounds, place, size, parts)) is not None)
                slip = next(sizes, None)
                if slip is not None:
                    yield slip
                place += len(slip.wrote) if slip is not None else 1

    def _at(self, run: Sequence[Atom], sounds: Sequence[str], place: int, size: int, parts: Sequence[Token]) -> Slip | None:
        if place + size > len(run):
            return None
        start, end = run[place].start, run[place + size - 1].end
        wrote = "".join(piece.text for piece in run[place : place + size])
        if wrote in _usual():
            return Slip(wrote, _usual()[wrote], start, end, bool(self._vocabulary.phrases.get(_usual()[wrote])))
        spoken = self._spoken.get(tuple(sounds[place : place + size]), ())
        if not spoken or wrote in spoken:
            return None
        inside = [part for part in parts if part.start < end and part.end > start]
        if any((part.start < start or part.end > end) and part.meanings for part in inside):
            return None  # it would cut a word that is known
        if len(inside) == 1 and inside[0].meanings or is_chinese_word(wrote):
            return None
        if size < _SURE and _CLOSED & {*wrote}:
            return None
        known = {place for part in inside if part.meanings and len(part.text) > 1 for place in range(part.start - start, part.end - start)}
        alike = [
            phrase for phrase in spoken if self._may_be(phrase, wrote, known) and not _in_word_outside(run, place, _slipped(phrase, wrote), size)
        ]
        return Slip(wrote, alike[0], start, end, bool(self._vocabulary.phrases.get(alike[0]))) if alike else None

    def _may_be(self, phrase: str, wrote: str, known: set[int]) -> bool:
        """Whether something stays and nothing of what is known changes."""
        slipped = _slipped(phrase, wrote)
        return len(slipped) < len(wrote) and not known & {*slipped}

    def _counted(self, parts: Sequence[Token]) -> Iterator[Slip]:
        """What stands behind a number and sounds like what is counted by: 第二宽 is 第二款, 45园 is 45元."""
        for before, part in zip(parts, parts[1:], strict=False):
            if not before.has("number") or part.gap or not _han(part.text) or part.has("measure", "unit", "bound"):
                continue
            nth = len(part.meanings) == 0 or (before.start > 0 and parts[0].text[:1] == "第")
            read = self._measures.get(_sounds(part.text[0])[0]) if nth else None
            if read is not None and read != part.text[0]:
                yield Slip(part.text[0], read, part.start, part.start + 1, False)

    def _by_letters(self, parts: Sequence[Token]) -> Iterator[Slip]:
        for place, part in enumerate(parts):
            word = key_of(part.text)
            if part.meanings or len(word) < 3 or not (word.isascii() and word.isalpha()) or is_english_word(word):
                continue
            name = part.text[0].isupper() and place > 0
            read = self._nearest(part.text.lower(), name) or self._nearest(word, name)
            if read is not None and read != word:  # a part of a longer name is no slip
                yield Slip(part.text, read, part.start, part.end, bool(self._vocabulary.phrases.get(read)))

    def _nearest(self, word: str, name: bool) -> str | None:
        """A name is a slip of a name only."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(word, self._written[word[0]], scorer=OSA.distance, score_cutoff=1 if len(word) < _LONG else 2, limit=20)
        close = [(distance, known) for known, distance, _ in near if len(word) >= _SHORTEST or _short_slip(word, known)]
        if name:
            close = [(distance, known) for distance, known in close if self._is_brand(known)]
        return min(close, key=lambda found: _unlikely(word, *found))[1] if close else None

    def _is_brand(self, word: str) -> bool:
        return any(meaning.kind == "brand" for meaning in self._vocabulary.phrases.get(word))

    @cached_property
    def _known(self) -> frozenset[tuple[str, ...]]:
        words = lexicon()
        known = (words.grammar, words.cues, words.questions, words.corrections, words.answers, self._vocabulary.phrases)
        return frozenset(path for phrases in known for path in phrases)

    @cached_property
    def _spoken(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Sounds -> the phrases of Han characters that sound so, the catalogue's first."""
        found: dict[tuple[str, ...], list[str]] = defaultdict(list)
        phrases = ["".join(path) for path in self._known if 1 < len(path) <= _LONGEST and all(_han(key) for key in path)]
        for phrase in sorted(phrases, key=lambda phrase: (not self._vocabulary.phrases.get(phrase), phrase)):
            found[tuple(_sounds(phrase))].append(phrase)
        return {sounds: tuple(some) for sounds, some in found.items()}

    @cached_property
    def _measures(self) -> dict[str, str]:
        """Sound -> a word of one character that is counted by."""
        kinds = ("measure", "unit")
        words = [path[0] for path in self._known if len(path) == 1 and _han(path[0])]
        counted = [word for word in words if any(meaning.kind in kinds for meaning in lexicon().grammar.get(word))]
        return {_sounds(word)[0]: word for word in sorted(counted, key=lambda word: (seen(word), word))}  # the most frequent of each sound stays

    @cached_property
    def _written(self) -> dict[str, list[str]]:
        """Latin words by first letter: few people get that one wrong."""
        found: dict[str, set[str]] = defaultdict(set)
        for path in self._known:
            for key in path:
                if len(key) > 2 and key.isascii() and key.isalpha():
                    found[key[0]].add(key)
        return defaultdict(list, {letter: sorted(some) for letter, some in found.items()})


def _particles(text: str) -> Iterator[Slip]:
    """The three spellings of de are one sound, and typed for each other: at a clause's end 带支架地 is 带支架的."""
    for match in _DE.finditer(text):
        place = match.start()
        if not is_chinese_word(text[place - 1 : place + 1]) and not is_chinese_word(text[place - 2 : place + 1]):
            yield Slip(match[0], "的", place, place + 1, False)


def _slipped(phrase: str, wrote: str) -> tuple[int, ...]:
    """The places where they differ."""
    return tuple(place for place, (one, other) in enumerate(zip(phrase, wrote, strict=True)) if one != other)


def _in_word_outside(run: Sequence[Atom], start: int, slipped: Collection[int], size: int) -> bool:
    """Whether a slip would be half of a word with its neighbour outside: 盟 of 欧盟要, 时 of 什么时候."""
    pairs = [(start - 1, start)] * (0 in slipped) + [(start + size - 1, start + size)] * (size - 1 in slipped)
    return any(first >= 0 and last < len(run) and is_chinese_word(run[first].text + run[last].text) for first, last in pairs)


def _unlikely(word: str, distance: int, known: str) -> tuple[int, bool, int, int]:
    """Swapped letters are likelier than a wrong one, one left out than one too many, a frequent word than a rare one."""
    return distance, sorted(known) != sorted(word), -len(known), -frequency(known)


def _apart(slips: Sequence[Slip]) -> list[Slip]:
    """In their order, without those that overlap an earlier one."""
    found: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (slip.start, slip.start - slip.end)):
        if not found or slip.start >= found[-1].end:
            found.append(slip)
    return found


def _han(key: str) -> bool:
    return "\u3400" <= key[:1] <= "\u9fff"


def _has_run(parts: Sequence[Token]) -> bool:
    """Whether known words stand side by side that may be one misspelled (手机 克)."""
    return any(not part.gap and _han(part.text[-1]) and _han(before.text[-1]) for before, part in zip(parts, parts[1:], strict=False))


def _runs(pieces: Sequence[Atom]) -> Iterator[Sequence[Atom]]:
    """Stretches of two or more Han characters with nothing between."""
    run: list[Atom] = []
    for piece in pieces:
        if run and (piece.gap or not _han(piece.key)):
            if len(run) > 1:
                yield run
            run = []
        if _han(piece.key):
            run = [*run, piece]
    if len(run) > 1:
        yield run


@cache
def _usual() -> dict[str, str]:
    """The slips of words/slips.yaml."""
    return {str(wrote): str(read) for wrote, read in load("slips").items()}


@cache
def _alike(sound: str) -> str:
    for said, as_this in _ALIKE:
        sound = sound.replace(said, as_this)
    return sound


def _sounds(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [_alike(sound) for sound in lazy_pinyin(text)]


def _short_slip(word: str, known: str) -> bool:
    return sorted(known) == sorted(word) or (len(known) == len(word) + 1 and len(known) >= _SHORTEST and frequency(known) >= _COMMON)
