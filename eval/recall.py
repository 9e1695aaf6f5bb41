"""How many of the truly nearest products the dense leg finds inside a condition."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Vectors
from ..retrievers.dense import Dense
from ..schema.settings import Settings
from .shelf import Shelf

DEPTH = 100
_BLOCK = 20_000  # rows scored at once, in double precision
_TIE = 1e-6  # two cosines nearer than that are the same: single precision can't order them


def recalls(shelf: Shelf, masks: Sequence[NDArray[np.bool_]], settings: Settings) -> list[float]:
    """For each mask the mean share of the 100 nearest allowed products that `Dense.nearest` has among its 100, over the queries of the last turns."""
    texts = list(dict.fromkeys(reply.need.query for reply in shelf.replies if reply.need.query))[:50]
    queries = shelf.assistant.shopfront.current().embedder.queries(texts)
    dense = Dense(shelf.catalogue.path, settings)
    exact = exhaustive(np.load(shelf.catalogue.path / "vectors.npy", mmap_mode="r"), queries)
    return [float(np.mean([_recall(dense, query, scores, mask) for query, scores in zip(queries, exact, strict=True)])) for mask in masks]


def exhaustive(vectors: Vectors, queries: Vectors) -> NDArray[np.float64]:
    """(queries, rows) cosines."""
    wanted = queries.astype(np.float64).T
    blocks = [np.asarray(vectors[start : start + _BLOCK], np.float64) @ wanted for start in range(0, len(vectors), _BLOCK)]
    return np.concatenate(blocks).T


def _recall(dense: Dense, query: Vectors, scores: NDArray[np.float64], mask: NDArray[np.bool_]) -> float:
    allowed = np.sort(scores[mask])[::-1][:DEPTH]
    found = dense.nearest(query, mask, DEPTH).rows
    return float((scores[found] >= allowed[-1] - _TIE).sum() / len(allowed)) if len(allowed) else 1.0
