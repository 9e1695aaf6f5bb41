"""The vectors of a generation: one row a product, zeros where a row is gone."""

from pathlib import Path

import numpy as np

from ..models.embedding import Vectors


def load(file: Path) -> Vectors:
    """(rows, dimensions) float32 in memory: a memory map or float16 makes the scan 5 to 10 times slower."""
    return np.ascontiguousarray(np.load(file), dtype=np.float32)


def mended(vectors: Vectors) -> bool:
    """Makes rows with numbers that are none zero, in place: their products are found by words alone. True where there were any."""
    broken = ~np.isfinite(vectors.sum(axis=1))
    vectors[broken] = 0
    return bool(broken.any())


def save(file: Path, vectors: Vectors) -> None:
    """Written beside and moved into place."""
    beside = file.with_name(f".{file.name}")
    np.save(beside, vectors)
    beside.replace(file)


def grown(vectors: Vectors | None, rows: int, dimensions: int) -> Vectors:
    """A copy with at least `rows` rows."""
    old = np.zeros((0, dimensions), np.float32) if vectors is None else vectors
    new = np.zeros((max(rows, len(old)), dimensions), np.float32)
    new[: len(old)] = old
    return new
