"""The forward index: for each row which terms it has, how often in which field, and where in the title.

tantivy finds candidates; this tells by what they were found, for hundreds of rows at once, without fetching a document.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .document import FIELDS

_BITS = {"title": 3, "model": 2, "brand": 2, "category": 2, "attributes": 3, "description": 3}
_SHIFTS = dict(zip(_BITS, np.cumsum([0, *_BITS.values()]).tolist(), strict=False))
_POSITION, _NOWHERE = 15, 63  # 6 bits: word number of the first occurrence in the title
MODIFIER = np.uint32(1 << 21)  # in the title the term only says what another noun is for: laptop in "laptop bag"

STATING = (1 << _SHIFTS["description"]) - 1
"""The bits of the fields that aren't descriptions."""


def pack(counts: Mapping[str, int], position: int | None, modifier: bool) -> int:
    """Occurrences by field, cut to what their bits hold, and the first title position, in 22 bits."""
    bits: int = sum(min(count, (1 << _BITS[field]) - 1) << _SHIFTS[field] for field, count in counts.items())
    return bits | min(_NOWHERE if position is None else position, _NOWHERE) << _POSITION | (int(MODIFIER) if modifier else 0)


def counts(packed: NDArray[np.uint32], field: str) -> NDArray[np.uint32]:
    """Occurrences in `field`, same shape."""
    return packed >> np.uint32(_SHIFTS[field]) & np.uint32((1 << _BITS[field]) - 1)


def positions(packed: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """First word number in the title, 63 where it is not there or later."""
    return packed >> np.uint32(_POSITION) & np.uint32(_NOWHERE)


def named(packed: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether the term stands where a shop says what a thing is, same shape."""
    found: NDArray[np.bool_] = (packed & np.uint32((1 << _SHIFTS["attributes"]) - 1)) > 0
    return found


def names(packed: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """As `named`, and in the title not only as a modifier: laptop names no laptop bag, unless that is its category or brand."""
    itself: NDArray[np.bool_] = ((packed & MODIFIER) == 0) | (counts(packed, "brand") + counts(packed, "category") > 0)
    return named(packed) & itself


@dataclass(frozen=True)
class Forward:
    """`vocabulary` numbers the terms; row r has `terms[starts[r]:starts[r + 1]]` (rising) with `packed` beside them; `lengths` (rows, fields) counts
    words by field, and in a last column tells by bit 0 that the thing is an accessory, by the next ones what speaks
    against it (`misfit.flags`); `frequencies` (terms,) says in how many rows each stands.

    Term t names `naming_rows[naming_starts[t]:naming_starts[t + 1]]` (rising): it stands in their title, model, brand or category, as more than a
    modifier.
    """

    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    terms: NDArray[np.int32]
    packed: NDArray[np.uint32]
    lengths: NDArray[np.uint16]
    frequencies: NDArray[np.int64]
    naming_starts: NDArray[np.int64]
    naming_rows: NDArray[np.int32]

    @classmethod
    def open(cls, folder: Path) -> "Forward":
        vocabulary = json.loads((folder / "vocabulary.json").read_text("utf-8"))
        mapped = {"terms", "packed", "naming_rows"}
        arrays = [np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r" if name in mapped else None)) for name in _ARRAYS]
        return cls({term: number for number, term in enumerate(vocabulary)}, *arrays)

    @classmethod
    def empty(cls) -> "Forward":
        none = np.zeros(0, np.int64)
        return cls(
            {},
            np.zeros(1, np.int64),
            none.astype(np.int32),
            none.astype(np.uint32),
            np.zeros((0, COLUMNS), np.uint16),
            none,
            np.zeros(1, np.int64),
            none.astype(np.int32),
        )

    @property
    def rows(self) -> int:
        return len(self.starts) - 1

    def named(self, term: int) -> NDArray[np.int32]:
        """Rows that `term` names, rising."""
        return self.naming_rows[self.naming_starts[term] : self.naming_starts[term + 1]]

    def lookup(self, rows: NDArray[np.int64], wanted: Sequence[int]) -> NDArray[np.uint32]:
        """(rows, wanted) packed counts, 0 where the row hasn't the term: a binary search in all rows at once."""
        keys = np.asarray(wanted, np.int32)[None, :]
        low = np.repeat(self.starts[rows][:, None], keys.shape[1], 1)
        end = self.starts[rows + 1][:, None]
        size = np.broadcast_to(end - low, low.shape).copy()
        while size.size and size.max() > 0:
            half = size >> 1
            middle = low + half
            right = (size > 0) & (self.terms[np.minimum(middle, len(self.terms) - 1)] < keys)
            low = np.where(right, middle + 1, low)
            size = np.where(right, size - half - 1, half)
        if not len(self.terms):
            return np.zeros(low.shape, np.uint32)
        found = np.minimum(low, len(self.terms) - 1)
        return np.where((low < end) & (self.terms[found] == keys), self.packed[found], np.uint32(0))


_ARRAYS = ("starts", "terms", "packed", "lengths", "frequencies", "naming_starts", "naming_rows")
COLUMNS = len(FIELDS) + 1


def write(
    folder: Path, old: Forward, vocabulary: Mapping[str, int], changed: Mapping[int, tuple[NDArray[np.int32], NDArray[np.uint32], NDArray[np.uint16]]]
) -> None:
    """`old` with the rows of `changed` (terms, packed, lengths) put in their places, as the files of `folder`."""
    count = max(old.rows, max(changed, default=-1) + 1)
    sizes = np.zeros(count, np.int64)
    sizes[: old.rows] = np.diff(old.starts)
    lengths = np.zeros((count, COLUMNS), np.uint16)
    lengths[: old.rows] = old.lengths
    for row, (terms, _, words) in changed.items():
        sizes[row], lengths[row] = len(terms), words
    starts = np.concatenate([[0], np.cumsum(sizes)])
    terms, packed = np.zeros(starts[-1], np.int32), np.zeros(starts[-1], np.uint32)
    kept = np.ones(old.rows, bool)
    kept[[row for row in changed if row < old.rows]] = False
    where, source = _ranges(starts[: old.rows][kept], sizes[: old.rows][kept]), np.repeat(kept, np.diff(old.starts))
    terms[where], packed[where] = old.terms[source], old.packed[source]
    for row, (some, bits, _) in changed.items():
        terms[starts[row] : starts[row + 1]], packed[starts[row] : starts[row + 1]] = some, bits
    naming = names(packed)
    naming_terms, naming_rows = terms[naming], np.repeat(np.arange(count, dtype=np.int32), sizes)[naming]
    by_term = np.argsort(naming_terms, kind="stable")
    naming_starts = np.concatenate([[0], np.cumsum(np.bincount(naming_terms, minlength=len(vocabulary)))])
    arrays: tuple[NDArray[Any], ...] = (
        starts,
        terms,
        packed,
        lengths,
        np.bincount(terms, minlength=len(vocabulary)),
        naming_starts,
        naming_rows[by_term],
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocabulary.json").write_text(json.dumps(list(vocabulary), ensure_ascii=False), "utf-8")
    for name, array in zip(_ARRAYS, arrays, strict=True):
        np.save(folder / f".{name}.npy", array)
        (folder / f".{name}.npy").replace(folder / f"{name}.npy")  # the old file may be mapped by `old`


def _ranges(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """starts[0], starts[0] + 1, … for each size, one after another."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(ends[-1] if len(ends) else 0)
