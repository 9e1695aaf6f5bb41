"""Detection of near-duplicate documents."""

import hashlib
from collections.abc import Iterable

from ..retrievers.web.page import same_words

_LETTERS = 8
_SAMPLE = 200  # smallest hashes kept: estimates the share of common shingles to within 0.07 (Broder 1997)
_SAME = 0.8


class Copies:
    """The documents so far as samples of shingles. `known`: (id, text) of the store's documents."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        self._samples = {key: sample(text) for key, text in known}

    def of(self, key: str, text: str) -> str | None:
        """The id of the document that this one duplicates; None if it is new."""
        mine = sample(text)
        for other, theirs in self._samples.items():
            if other != key and alike(mine, theirs) >= _SAME:
                return other
        self._samples[key] = mine
        return None


def sample(text: str) -> frozenset[int]:
    plain = same_words(text)
    pieces = {plain[start : start + _LETTERS] for start in range(max(1, len(plain) - _LETTERS + 1))}
    return frozenset(sorted(int.from_bytes(hashlib.blake2b(piece.encode("utf-8", "replace"), digest_size=8).digest()) for piece in pieces)[:_SAMPLE])


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Estimated share of common shingles, from the smallest hashes of both (Broder 1997)."""
    both = sorted(one | other)[:_SAMPLE]
    return sum(piece in one and piece in other for piece in both) / len(both) if both else 1.0
