"""The catalogue's own words nearest to a word that no product has."""

from collections import defaultdict
from functools import cached_property

from .analysis import is_chinese
from .forward import Forward

_SHORTEST = 4
_ENDINGS = "子机器品具装件类式型头批面用个款者家料物"  # of too many kinds
_KIN = 8  # terms looked for in place of a Chinese word that no product has


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

    def kin(self, word: str) -> list[int]:
        """What ends alike, and so is of one kind: 磁吸壳 is a 手机壳, 平底锅 a 炒锅; but not every 机 is a machine of the same kind."""
        if not is_chinese(word) or len(word) < 2:
            return []
        found = self._by_end.get(word[-2:], []) or ([] if word[-1] in _ENDINGS else self._by_end.get(word[-1], []))
        return [number for _, number in found]
