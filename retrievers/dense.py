"""The dense leg: cosines with every row up to 50,000 products, after a coarse look up to 200,000; beyond, Chroma where the mask is broad."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Vectors
from ..models.threads import one_thread
from ..schema.errors import OutsideError
from ..schema.settings import Settings
from . import vectors
from .coarse import Coarse

EXACT_ROWS = 50_000  # 5 ms a scan there
SCANNED_ROWS = 200_000
_OVER = 5  # rows scored exactly after a first look, for each that is wanted
_LEAST = 4000
_BESIDE = 64  # of all rows, to know the highest cosine
_EACH, _SURELY = 11, 8  # of every eleventh row an eighth as many: a third more than are wanted, as a rule
_NARROW = 0.05  # share of rows up to which gathering them first is quicker than scoring all
_SAMPLE = 1024

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Nearest:
    """`rows` of the mask, nearest first; `usual` the mean cosine of the query with the catalogue, `highest` the best that was seen."""

    rows: Rows
    usual: float
    highest: float


class Dense:
    """The vectors of one generation in memory, (rows, dimensions)."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._vectors = vectors.load(folder / "vectors.npy")
        self.damaged = vectors.mended(self._vectors)
        self._folder = folder
        self._settings = settings
        self._coarse = Coarse(self._vectors) if len(self._vectors) > EXACT_ROWS else None
        one_thread()
        self._sample = np.ascontiguousarray(self._vectors[:: max(1, len(self._vectors) // _SAMPLE)])

    def scores(self, vector: Vectors) -> NDArray[np.float32]:
        """Cosines of `vector` (dimensions,) with all rows, (rows,)."""
        return self._vectors @ vector

    def cosines(self, vector: Vectors, rows: Rows) -> NDArray[np.float32]:
        """(len(rows),)"""
        return self._vectors[rows] @ vector

    def of(self, rows: Rows) -> Vectors:
        return self._vectors[rows]

    def nearest(self, vector: Vectors, mask: Mask, k: int) -> Nearest:
        """The `k` nearest rows of the mask. Raises OutsideError where Chroma was needed and failed: `scanned` then answers, later."""
        if np.count_nonzero(mask) <= _NARROW * len(mask):
            return self._narrow(vector, mask, k)
        if len(self._vectors) <= SCANNED_ROWS:
            return self.scanned(vector, mask, k)
        sampled = self._sampled(vector)
        rows = self._by_chroma(vector, mask, k)
        return Nearest(rows, float(sampled.mean()), float(self.cosines(vector, rows[:1]).max(initial=float(sampled.max()))))

    def scanned(self, vector: Vectors, mask: Mask, k: int) -> Nearest:
        """By a look over every row: exact in a small catalogue, else by the cosines of those that look nearest."""
        if self._coarse is None:
            return self.exact(vector, mask, k)
        looks = self._coarse.scores(vector)
        rows = likely(looks, mask, max(_LEAST, _OVER * k))
        scores = self.cosines(vector, rows)
        beside = self.cosines(vector, likely(looks, np.ones(len(looks), bool), _BESIDE))  # where the mask leaves out the very best
        highest = float(max(scores.max(initial=-1.0), beside.max(initial=-1.0)))
        return Nearest(rows[best(scores, None, k)], float(self._coarse.mean @ vector), highest)

    def exact(self, vector: Vectors, mask: Mask, k: int) -> Nearest:
        """By scoring every row."""
        scores = self.scores(vector)
        return Nearest(best(scores, mask, k), float(scores.mean()), float(scores.max(initial=-1.0)))

    def _narrow(self, vector: Vectors, mask: Mask, k: int) -> Nearest:
        """By scoring the mask's rows alone; what is usual is told by a sample."""
        rows = np.flatnonzero(mask)
        scores, sampled = self.cosines(vector, rows), self._sampled(vector)
        return Nearest(rows[best(scores, None, k)], float(sampled.mean()), float(max(scores.max(initial=-1.0), sampled.max(initial=-1.0))))

    def _sampled(self, vector: Vectors) -> NDArray[np.float32]:
        """Cosines with a thousand rows from all over the catalogue."""
        return self._sample @ vector

    def _by_chroma(self, vector: Vectors, mask: Mask, k: int) -> Rows:
        """Unfiltered, deep enough that k of the mask are expected; where fewer come, the mask is scored exactly."""
        from .chroma import opened

        share = np.count_nonzero(mask) / len(mask)
        found = opened(self._folder, self._settings).query(vector, min(int(2 * k / share), 4000))
        kept = found[mask[found]]
        if len(kept) < k:
            raise OutsideError("Chroma found too few.")
        return kept[:k]


def likely(scores: NDArray[np.float32], mask: Mask, k: int) -> Rows:
    """The `k` best rows of the mask in no order."""
    part = scores[::_EACH][mask[::_EACH]]
    rows = np.zeros(0, np.int64)
    if len(part) > k:  # what is far from being among them is told by a part of the rows
        place = len(part) - k // _SURELY - 1
        rows = np.flatnonzero(mask & (scores >= np.partition(part, place)[place]))
    if len(rows) < k:
        rows = np.flatnonzero(mask)
    if len(rows) <= k:
        return rows
    some = scores[rows]
    return rows[np.argpartition(some, len(some) - k)[len(some) - k :]]


def best(scores: NDArray[np.float32], mask: Mask | None, k: int) -> Rows:
    """The `k` best rows of the mask, best first; of equals the earlier row."""
    rows = np.arange(len(scores)) if mask is None else np.flatnonzero(mask[: len(scores)])
    some = scores[rows]
    if len(rows) > k:
        top = np.argpartition(some, len(some) - k)[len(some) - k :]
        rows, some = rows[top], some[top]
    return rows[np.lexsort((rows, -some))]
