"""What ranking is measured against: plain BM25, the dense leg alone, and their fusion by ranks."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..catalogue.catalogue import Catalogue
from ..models.embedding import Embedder
from ..retrievers.dense import best
from ..retrievers.vectors import load
from ..schema.product import Product

DEPTH = 200
_RRF = 60  # Cormack et al. 2009


class Bm25:
    """bm25s over title, model name, description, brand and text attributes, English stop words: the data's own baseline."""

    def __init__(self, products: Sequence[Product]) -> None:
        import bm25s

        self._ids = [product.id for product in products]
        self._index: Any = bm25s.BM25()
        self._index.index(bm25s.tokenize([_text(product) for product in products], stopwords="en", show_progress=False), show_progress=False)

    def search(self, query: str) -> list[str]:
        import bm25s

        tokens = bm25s.tokenize([query], stopwords="en", show_progress=False)
        found, scores = self._index.retrieve(tokens, k=min(DEPTH, len(self._ids)), show_progress=False)
        return [self._ids[row] for row, score in zip(found[0], scores[0], strict=True) if score > 0]


class Nearest:
    """The vectors of a store, scored one by one."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        self._vectors = load(catalogue.path / "vectors.npy")
        self._columns, self._embedder = catalogue.columns, embedder

    def search(self, query: str) -> list[str]:
        scores = self._vectors @ self._embedder.queries([query])[0]
        return [self._columns.ids[row] for row in best(scores, self._columns.alive, DEPTH)]


def fused(*rankings: Sequence[str]) -> list[str]:
    """Reciprocal rank fusion: sum of 1 / (60 + rank)."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, product in enumerate(ranking, 1):
            scores[product] = scores.get(product, 0.0) + 1 / (_RRF + rank)
    return sorted(scores, key=lambda product: -scores[product])[:DEPTH]


def _text(product: Product) -> str:
    parts = [product.title, product.description, product.brand or "", *_attributes(product)]
    return " ".join(parts)


def _attributes(product: Product) -> Iterable[str]:
    for name, value in product.attributes.items():
        if name != "ean":
            yield from (str(item) for item in np.atleast_1d(np.array(value, dtype=object)) if isinstance(item, str))
