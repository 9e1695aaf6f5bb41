"""Brands told by how often titles begin with them and seldom have them elsewhere: DEWALT, Moen, "Tripp Lite"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ...catalogue.plurals import singular
from ...retrievers.analysis import stem
from ...retrievers.english import frequency
from ...retrievers.lexicon import noun_phrases
from ...retrievers.nouns import listed
from .words import Piece

_FEWEST, _SHARE = 5, 0.0005  # titles that begin with it
_FIRST = 0.8  # share of its titles that begin with it
_ALWAYS = 0.95  # the same for an ordinary word
_NUMBERED = 0.25  # share followed by a model number or ®, for an ordinary word
_RARE = 50  # counts above it in the English dictionary make a word ordinary
_OTHERS = 3  # different words that must follow
_GOES_ON = 0.9  # share followed by the same word
_SHOUTED = 0.6  # share of capitals among a title's words above which capitals say nothing
_SHORT = 4  # letters of a part of a compound
_PARTS = re.compile(r"[-./'’&]")


def leading_names(titles: Iterable[Sequence[Piece]]) -> list[str]:
    """The names as most titles write them, sorted."""
    seen = _Seen(titles)
    return sorted(name for key in seen.first if (name := seen.name(key)) is not None)


class _Seen:
    """Counts of words: at the start of titles, anywhere, in lower case, and of what follows them."""

    def __init__(self, titles: Iterable[Sequence[Piece]]) -> None:
        self.first, self._all, self._small, self._numbered = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._capitals = Counter[str]()
        self._next: dict[str, Counter[str]] = defaultdict(Counter)
        self._third: dict[str, set[str]] = defaultdict(set)
        count = 0
        for title in titles:
            count += 1
            self._take([piece for piece in title if piece.kind != "sign"])
        self._fewest = max(_FEWEST, round(count * _SHARE))

    def _take(self, words: Sequence[Piece]) -> None:
        own = list(_before_fits(words))
        self._all.update({piece.name.casefold() for piece in own})
        self._small.update({piece.name for piece in own if piece.name.islower()})
        if not own or own[0].kind not in ("word", "code") or not own[0].name[0].isalpha() or len(own[0].name) < 2:
            return
        key = own[0].name.casefold()
        self.first[key] += 1
        self._forms[key][own[0].name] += 1
        self._numbered[key] += any(piece.marked for piece in own[:2]) or any(piece.kind == "code" for piece in own[1:4])
        shouted = sum(piece.name.isupper() for piece in own if piece.kind == "word") > _SHOUTED * sum(piece.kind == "word" for piece in own)
        self._capitals[key] += own[0].marked or (_is_mark(own[0].name) and not shouted)
        if len(own) > 1:
            self._next[key][own[1].name] += 1
            self._third[key].add(own[2].name if len(own) > 2 else "")

    def name(self, key: str) -> str | None:
        """The brand that begins with this word; None if there is none."""
        count, said = self.first[key], max(self._forms[key], key=lambda form: (self._forms[key][form], form))
        if count < self._fewest or said[0].islower() or key in _SAY or singular(key) in _SAY or (stem(key),) in noun_phrases():
            return None
        if count < _FIRST * self._all[key] or self._small[key] > 0.05 * self._all[key]:
            return None
        goes_on = self._usual_next(key)
        if self._is_brand(key, said) or (goes_on is not None and self._is_brand(key, said, goes_on)):
            return f"{said} {goes_on}" if goes_on else said
        return None

    def _is_brand(self, key: str, said: str, after: str | None = None) -> bool:
        count = self.first[key]
        if after is None and len(self._next[key]) < _OTHERS:
            return False
        if not _ordinary(key) or (after is not None and not _ordinary(after.casefold())):
            return True
        if self._capitals[key] >= 0.8 * count:
            return True
        return count >= 2 * self._fewest and count >= _ALWAYS * self._all[key] and self._numbered[key] >= _NUMBERED * count and not self._small[key]

    def _usual_next(self, key: str) -> str | None:
        """The word that nearly always follows, if different words follow it; else None."""
        if not self._next[key]:
            return None
        word, count = max(self._next[key].items(), key=lambda item: (item[1], item[0]))
        usual = count >= _GOES_ON * self.first[key] and len(self._third[key]) >= _OTHERS and word.isalpha() and word[0].isupper()
        return word if usual and singular(word.casefold()) not in _SAY and (stem(word.casefold()),) not in noun_phrases() else None


_SAY = listed("qualities") | listed("containers") | listed("fits") | listed("counted") | listed("mass")


def _is_mark(name: str) -> bool:
    """True for a spelling unlike ordinary words: DEWALT, LevelOne, HP."""
    return any(letter.isupper() for part in _PARTS.split(name) for letter in part[1:])


def _ordinary(word: str) -> bool:
    """True for a dictionary word or a compound of two: Eco-Friendly, Homestyle."""
    parts = [part for part in _PARTS.split(word) if part]
    return all(frequency(part) > _RARE for part in parts) or any(
        frequency(word[:cut]) > _RARE < frequency(word[cut:]) for cut in range(_SHORT, len(word) - _SHORT + 1)
    )


def _before_fits(words: Sequence[Piece]) -> Iterator[Piece]:
    for piece in words:
        if piece.kind == "word" and piece.text.lower() in listed("fits"):
            return
        yield piece
