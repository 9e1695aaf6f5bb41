"""On which shelves a word is at home that a buyer said of goods which nothing is near to."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .analysis import normalise

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


def written(word: str, titles: Sequence[str]) -> tuple[str, list[bool]]:
    """The word as these have it, in the singular where they have that, and which of them do: "Sleep Sack" has no "sleeping", "cabbage" no "bag"."""
    texts = [normalise(title) for title in titles]
    singular = re.sub(r"(?<=[a-z]{2})(?:(?<=s|x|z|h)e)?s$", "", word) if word.isascii() else word
    forms = ((form, [bool(_word(form).search(text)) for text in texts]) for form in dict.fromkeys((singular, word)))
    return max(forms, key=lambda form: sum(form[1]))


def _word(form: str) -> re.Pattern[str]:
    plain = re.escape(normalise(form))
    return re.compile(rf"(?<![a-z0-9]){plain}(?:e?s)?(?![a-z0-9])" if form.isascii() else plain)
