"""What a query asks for, as terms of the index: a `Group` for each word, with everything that the word may be found by."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .analysis import Word, all_words, is_chinese, pieces, stem, words
from .dictionary import into_chinese, into_english
from .forward import Forward
from .lexicon import synonyms
from .stop_words import STOP_WORDS

_SHORTEST = 4
_ENDINGS = "子机器品具装件类式型头批面用个款者家料物"  # of too many kinds
_KIN = 8  # terms looked for in place of a Chinese word that no product has
_LATIN = re.compile(r"[^\W\u3400-\u9fff](?:[^\s\u3400-\u9fff]*[^\W\u3400-\u9fff])?")
_HAN = re.compile(r"[\u3400-\u9fff]+")
SYNONYM, PIECES, JOINED, TRANSLATED, CORRECTED, KIN = 0.4, 0.8, 0.9, 0.8, 0.6, 0.3  # against 1 for the word itself


class Option(NamedTuple):
    """Terms (their numbers in the vocabulary) that must all be there, and how much that counts."""

    weight: float
    terms: tuple[int, ...]


@dataclass(frozen=True)
class Group:
    """One word of the query. No options: nothing in the catalogue has the word or anything like it. `rarity` is its idf (Robertson's).

    `corrected`: it is taken for a slip of a word that the catalogue has; `kin`: only words that end like it are there.
    """

    word: Word
    options: tuple[Option, ...]
    rarity: float
    corrected: bool = False
    kin: bool = False

    @property
    def guessed(self) -> bool:
        """The catalogue does not have the word, and whatever it is found by is a guess."""
        return self.kin or not self.options


@dataclass(frozen=True)
class Query:
    text: str
    groups: tuple[Group, ...]

    @cached_property
    def terms(self) -> list[int]:
        """Every term of every option, each once."""
        return sorted({term for group in self.groups for option in group.options for term in option.terms})

    @cached_property
    def shares(self) -> NDArray[np.float32]:
        """The groups' rarities as shares of their sum, (groups,)."""
        return _shares([group.rarity for group in self.groups])

    @cached_property
    def known(self) -> NDArray[np.float32]:
        """The same of the words that the catalogue has, 0 for those that are only guessed at, (groups,)."""
        return _shares([0.0 if group.guessed else group.rarity for group in self.groups])


def _shares(rarities: Sequence[float]) -> NDArray[np.float32]:
    found = np.array(rarities, np.float32)
    return (found / max(float(found.sum()), 1e-9)).astype(np.float32)


class QueryReader:
    """Reads queries in the vocabulary of one generation. The last ones are remembered."""

    def __init__(self, forward: Forward) -> None:
        self._forward = forward
        self._spelling = Spelling(forward)
        self.read = lru_cache(maxsize=1024)(self._read)

    def _read(self, text: str) -> Query:
        found = list(dict.fromkeys(words(text)))[:32]
        extra = self._synonyms(found)
        for place, joined in self._joined(found):
            extra.setdefault(place, []).append(joined)
        for place, translated in self._translated(found, extra):
            extra.setdefault(place, []).append(translated)
        return Query(text, tuple(self._group(word, extra.get(place, [])) for place, word in enumerate(found)))

    def _group(self, word: Word, extra: Sequence[Option]) -> Group:
        options = [option for option in (self._option(1.0, [word.term]), self._option(PIECES, pieces(word))) if option]
        options += extra
        named = (word.term,) in synonyms()  # a thing that the trade knows is no slip of a word that the catalogue has: a stroller, of a stroll
        corrected = not (options or named) and (nearest := self._spelling.nearest(word.term)) is not None
        if corrected and nearest is not None:
            options.append(Option(CORRECTED, (nearest,)))
        if not options and (apart := self._spelling.apart(word.term)):
            options.append(Option(CORRECTED, apart))
        kin = not options
        if kin:
            options += [Option(KIN, (term,)) for term in self._spelling.kin(word.term)]
        # Where nothing has the word itself, a synonym is as good as it gets; a guess stays one.
        best = max((option.weight for option in options if option.weight != KIN), default=1.0)
        return Group(word, tuple(option._replace(weight=option.weight / best) for option in options), self._rarity(options), corrected, kin)

    def _option(self, weight: float, terms: Sequence[str]) -> Option | None:
        numbers = [self._forward.vocabulary.get(term, -1) for term in terms]
        usable = numbers and min(numbers) >= 0 and all(self._forward.frequencies[number] > 0 for number in numbers)
        return Option(weight, tuple(numbers)) if usable else None

    def _synonyms(self, found: Sequence[Word]) -> dict[int, list[Option]]:
        """By place in the query: what else the phrase that stands there is called. The longest known phrase counts, from the end, where the thing
        itself stands: a cat litter box is a box for cat litter."""
        extra: dict[int, list[Option]] = {}
        terms, end = tuple(word.term for word in found), len(found)
        while end:
            size = next((size for size in (4, 3, 2, 1) if size <= end and terms[end - size : end] in synonyms()), 0)
            others = synonyms()[terms[end - size : end]] if size else ()
            options = [option for other in others if (option := self._option(SYNONYM, other)) is not None]
            for covered in range(end - size, end):
                extra[covered] = list(options)
            end -= max(size, 1)
        return extra

    def _translated(self, found: Sequence[Word], extra: dict[int, list[Option]]) -> Iterator[tuple[int, Option]]:
        """What phrases are called in the other language, whose words the catalogue has in no form of theirs; the longest at each place counts."""
        lacking = [not (extra.get(place) or self._option(1.0, [word.term]) or self._option(PIECES, pieces(word))) for place, word in enumerate(found)]
        place = 0
        while place < len(found):
            size = next((size for size in (4, 3, 2, 1) if any(lacking[place : place + size]) and self._names(found[place : place + size])), 0)
            for covered in range(place, place + size):
                for option in self._names(found[place : place + size]):
                    yield covered, option
            place += max(size, 1)

    def _names(self, phrase: Sequence[Word]) -> list[Option]:
        terms = [word.term for word in phrase]
        if all(map(is_chinese, terms)):
            names = [[word.term for word in words(name)] for name in into_english("".join(terms))]
        else:
            names = [[name] for name in into_chinese(tuple(terms))] if not any(map(is_chinese, terms)) else []
        found = [option for name in names if name and (option := self._option(TRANSLATED, name)) is not None]
        signs = [name[0] for name in names if len(name) == 1 and len(name[0]) == 1 and is_chinese(name[0])]
        return [*found, *(Option(TRANSLATED, (number,)) for sign in signs for number in self._spelling.ending(sign))]

    def _joined(self, found: Sequence[Word]) -> Iterator[tuple[int, Option]]:
        """smart watch is also smartwatch."""
        for place, (left, right) in enumerate(zip(found, found[1:], strict=False)):
            if (option := self._option(JOINED, [stem(left.term + right.term)])) is not None:
                yield place, option
                yield place + 1, option

    def _rarity(self, options: Sequence[Option]) -> float:
        frequencies = self._forward.frequencies
        common = max((min(int(frequencies[term]) for term in option.terms) for option in options), default=0)
        return float(np.log1p((self._forward.rows - common + 0.5) / (common + 0.5)))


def spelled(text: str, term: str) -> str:
    """The word of `text` that became `term`, as it stands there."""
    return next((piece for piece in _LATIN.findall(text) if any(word.term == term for word in words(piece))), term)


def joined(text: str, found: Sequence[str]) -> tuple[str, ...]:
    """Words of `text` as they stand there: Chinese ones that stand side by side as one (氮化 and 镓 are 氮化镓), with what the segmenter left beside
    them of a longer one: 吸头 of 磁吸头, 噗 of 噗噗."""
    whole: list[str] = []
    for word in (piece for each in found for piece in (_pieces(text, each) if is_chinese(each) else (each,))):
        if whole and whole[-1] + word in text:
            whole[-1] += word
        elif not any(word in other for other in whole):
            whole.append(word)
    return tuple(whole)


def _pieces(text: str, word: str) -> Iterator[str]:
    """Each place of the word in `text`, from the single characters before it to those behind it."""
    placed = False
    for run in _HAN.findall(text):
        segments = [each.term for each in all_words(run)]
        for at in (at for at, segment in enumerate(segments) if segment == word and "".join(segments) == run):
            first = next((place + 1 for place in range(at - 1, -1, -1) if not _single(segments[place])), 0)
            last = next((place for place in range(at + 1, len(segments)) if not _single(segments[place])), len(segments))
            placed = True
            yield "".join(segments[first:last])
    if not placed:
        yield word


def _single(segment: str) -> bool:
    return len(segment) == 1 and segment not in STOP_WORDS


class Spelling:
    """Looks among terms of titles, brands, models and categories: a description's slips are no spelling to correct to."""

    def __init__(self, forward: Forward) -> None:
        self._forward = forward

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        """Terms by first letter: few people get that one wrong, and it makes the search 26 times shorter."""
        found: dict[str, list[str]] = defaultdict(list)
        for term, number in self._forward.vocabulary.items():
            if len(term) >= _SHORTEST and term.isascii() and term.isalpha() and len(self._forward.named(number)):
                found[term[0]].append(term)
        return found

    def nearest(self, word: str) -> int | None:
        """One slip for a word of up to 7 letters, two for a longer one (Damerau-Levenshtein); the more frequent of two equally near.

        A word of four letters (stemmed) may only have two of them swapped: more would turn one name into another.
        """
        if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(word) < 8 else 2
        found = process.extract(word, self._by_letter[word[0]], scorer=OSA.distance, score_cutoff=slips, limit=10)
        close = [(term, distance) for term, distance, _ in found if len(word) > _SHORTEST or sorted(term) == sorted(word)]
        ranked = sorted((distance, -len(self._forward.named(self._forward.vocabulary[term])), term) for term, distance in close)
        return self._forward.vocabulary[ranked[0][2]] if ranked else None

    def apart(self, word: str) -> tuple[int, int] | None:
        """smartwatch as smart and watch, where both are the catalogue's words."""
        if not (word.isascii() and word.isalpha()):
            return None
        vocabulary, named = self._forward.vocabulary, self._forward.named
        for middle in range(3, len(word) - 2):
            left, right = vocabulary.get(word[:middle]), vocabulary.get(word[middle:])
            if left is not None and right is not None and min(len(named(left)), len(named(right))) > 0:
                return left, right
        return None

    @cached_property
    def _by_end(self) -> dict[str, list[tuple[int, int]]]:
        """The last character, and the last two, of Chinese terms -> (how many products each names, its number), most frequent first."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for term, number in self._forward.vocabulary.items():
            if len(term) > 1 and is_chinese(term) and (count := len(self._forward.named(number))):
                for end in {term[-1], term[-2:]}:
                    found[end].append((count, number))
        return {end: sorted(some, reverse=True)[:_KIN] for end, some in found.items()}

    def ending(self, sign: str) -> list[int]:
        """The commonest names that end in a Chinese sign: 实木床, of 床."""
        return [number for _, number in self._by_end.get(sign, ())]

    def kin(self, word: str) -> list[int]:
        """What ends alike, and so is of one kind: 磁吸壳 is a 手机壳, 平底锅 a 炒锅; but not every 机 is a machine of the same kind. What begins so,
        of a word cut short: a dino."""
        if not is_chinese(word):
            begun = [term for term in self._by_letter.get(word[:1], ()) if term.startswith(word)] if len(word) >= _SHORTEST else []
            return [self._forward.vocabulary[term] for term in begun] if len(begun) == 1 else []
        if len(word) < 2:
            return []
        found = self._by_end.get(word[-2:], []) or ([] if word[-1] in _ENDINGS else self._by_end.get(word[-1], []))
        return [number for _, number in found]
