"""On which shelves a word is at home that a buyer said of goods which nothing is near to."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LEAST = 3
"""Products of a shelf that have the word: fewer may be a slip."""
MOST = 3
"""Shelves that a word tells of; one that stands on many ("large") tells of none."""
_HOME = 0.6


class Mentioned(NamedTuple):
    """`shelves` are the names of leaf categories with how many of their products have `word` in what they are called, most first."""

    word: str
    shelves: tuple[tuple[str, int], ...]


def at_home(word: str, leaves: NDArray[np.str_]) -> Mentioned | None:
    """Of the leaf category of each product that has `word`, (products,); None where these are too few or lie about."""
    names, counts = np.unique(leaves, return_counts=True)
    first = np.argsort(-counts, kind="stable")[:MOST]
    shelves = tuple((str(names[place]), int(counts[place])) for place in first if counts[place] >= LEAST)
    return Mentioned(word, shelves) if shelves and sum(count for _, count in shelves) >= _HOME * len(leaves) else None
