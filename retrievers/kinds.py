"""Goods by the noun that their title ends in: on a shelf of chairs a pillow is none."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .forward import MODIFIER, Forward, counts, positions

Mask = NDArray[np.bool_]
_NOWHERE = 99
_FEW = 3
"""Titles that end in a noun; fewer tell nothing of where such things lie."""
_HOME = 0.25
"""Of all that is called so, what lies on a shelf where it is at home."""
_NEAR = 2
"""Words by which a noun stands behind what only tells of which kind it is: guitar wall art."""
_SHELVES, _MAIN, _MANY = 4, 0.35, 12
"""A word that ends titles on more shelves than these, on none of them most of them, is no name of goods: a set; nor is one on so many: black."""


class Kinds:
    """Of one generation. `shelves` are codes by row, -1 where there is none."""

    def __init__(self, forward: Forward, shelves: NDArray[np.integer]) -> None:
        self._forward, self._shelves = forward, shelves

    def others(self, rows: Mask, own: Sequence[int], *, before: bool) -> Mask:
        """Of `rows` what is called after things that lie elsewhere, and by none of the terms `own`; one right `before` such a thing's name may tell
        only of which kind that is."""
        heads, places, last = self._heads
        size = len(self._forward.vocabulary)
        every = np.bincount(heads[(heads >= 0) & (self._shelves >= 0)], minlength=size)
        here = np.bincount(heads[(heads >= 0) & rows], minlength=size)
        away = np.append((every >= _FEW) & (here <= _HOME * every), False)
        away[list(own)] = False
        found: Mask = rows & away[heads]
        among = np.flatnonzero(found)
        packed = self._forward.lookup(among, list(own))
        named = (counts(packed, "title") > 0) & ((packed & MODIFIER) == 0)
        behind = places[among, None] - positions(packed).astype(np.int64)
        tells = (behind > 0) & (behind <= _NEAR) & last[among, None] if before else np.zeros_like(named)
        found[among] = ~(named & ~tells).any(axis=1)
        return found

    def goes_on(self, rows: Mask, own: Sequence[int]) -> NDArray[np.int64]:
        """Of `rows` those whose titles have a thing's name right behind one of the terms `own`, and end so."""
        heads, places, last = self._heads
        among = np.flatnonzero(rows & last & (heads >= 0) & ~np.isin(heads, list(own)))
        packed = self._forward.lookup(among, list(own))
        next_to = (counts(packed, "title") > 0) & (places[among, None] == positions(packed).astype(np.int64) + 1)
        found: NDArray[np.int64] = among[next_to.any(axis=1)]
        return found

    def ends(self, rows: NDArray[np.int64], own: Sequence[int]) -> bool:
        """Whether a title of these ends in one of the terms."""
        return bool(np.isin(self._heads[0][rows], list(own)).any())

    @cached_property
    def _heads(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Mask]:
        """The last term of the thing itself that isn't found at the end of titles everywhere, by row, -1 where a title has none; where it stands; and
        whether nothing stands behind it but what is."""
        forward = self._forward
        rows = np.repeat(np.arange(forward.rows), np.diff(forward.starts))
        terms, packed = np.asarray(forward.terms).astype(np.int64), np.asarray(forward.packed)
        titled = counts(packed, "title") > 0
        rows, terms, packed = rows[titled], terms[titled], packed[titled]
        places = positions(packed).astype(np.int64)
        sizes = np.array([len(term) for term in forward.vocabulary], np.int64)[terms]
        names = np.array([not any(map(str.isdigit, term)) for term in forward.vocabulary], bool)
        itself = ((packed & MODIFIER) == 0) & names[terms]
        ends = np.flatnonzero(itself)[_last(rows[itself], places[itself], sizes[itself])]
        spread = self._spread(terms[ends], rows[ends])
        end = np.full(forward.rows, -1, np.int64)
        np.maximum.at(end, rows[~spread[terms]], places[~spread[terms]])
        kept = np.flatnonzero(itself & ~spread[terms])
        kept = kept[_last(rows[kept], places[kept], sizes[kept])]
        heads, at = np.full(forward.rows, -1, np.int64), np.full(forward.rows, -1, np.int64)
        heads[rows[kept]], at[rows[kept]] = terms[kept], places[kept]
        return heads, at, at == end

    def _spread(self, terms: NDArray[np.int64], rows: NDArray[np.int64]) -> Mask:
        """By term of the vocabulary: whether it ends titles on many shelves alike."""
        shelves, size = self._shelves[rows].astype(np.int64), len(self._forward.vocabulary)
        pairs, many = np.unique(np.stack([terms, shelves])[:, shelves >= 0], axis=1, return_counts=True)
        main, total = np.zeros(size, np.int64), np.zeros(size, np.int64)
        np.maximum.at(main, pairs[0], many)
        np.add.at(total, pairs[0], many)
        wide = np.bincount(pairs[0], minlength=size)
        spread: Mask = (wide > _SHELVES) & (main < _MAIN * total) | (wide > _MANY)
        return spread


def _last(rows: NDArray[np.int64], places: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the last of each row stands, the longest of those in one place."""
    order = np.lexsort((sizes, places, rows))
    return order[np.flatnonzero(np.append(rows[order][1:] != rows[order][:-1], True))] if len(rows) else order
