"""The catalogue's own words nearest to a word that no product has."""

from collections import defaultdict
from functools import cached_property

from .forward import Forward

_SHORTEST = 4


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
        """One slip for a word of up to 7 letters, two for a longer one (Damerau-Levenshtein); the more frequent of two equally near."""
        if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(word) < 8 else 2
        found = process.extract(word, self._by_letter[word[0]], scorer=OSA.distance, score_cutoff=slips, limit=10)
        ranked = sorted((distance, -len(self._forward.named(self._forward.vocabulary[term])), term) for term, distance, _ in found)
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
