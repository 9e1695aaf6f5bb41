"""An embedder for multiplied products: the vector of the product that a copy was made from, moved a little."""

import hashlib
from collections.abc import Sequence

import numpy as np

from ..models.embedding import Embedder, Vectors, unit_rows
from ..models.embedding_cache import EmbeddingCache
from .multiplied import origin
from .wrapped import Wrapped

SPREAD = 0.4  # length of the noise beside a vector of length 1: copies have a cosine of .93 with their origin, .86 among themselves


class Perturbed(Wrapped):
    """A store that it made opens with the real model; queries are the real model's."""

    def __init__(self, base: Embedder, cache: EmbeddingCache) -> None:
        super().__init__(base)
        self._cache = cache
        self._known: dict[str, Vectors] = {}

    def passages(self, texts: Sequence[str]) -> Vectors:
        origins = [origin(text) for text in texts]
        missing = list(dict.fromkeys(text for text in origins if text not in self._known))
        self._known.update(zip(missing, self._cache.embed(self.base, missing), strict=True))
        vectors = np.stack([self._known[text] for text in origins]) if texts else np.zeros((0, self.dimensions), np.float32)
        return unit_rows(vectors + np.stack([self._noise(text, plain) for text, plain in zip(texts, origins, strict=True)])) if texts else vectors

    def _noise(self, text: str, plain: str) -> Vectors:
        """Always the same for the same text; none for a text that is no copy's."""
        if text == plain:
            return np.zeros(self.dimensions, np.float32)
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
        noise = np.random.default_rng(seed).standard_normal(self.dimensions, dtype=np.float32)
        return noise * np.float32(SPREAD / np.sqrt(self.dimensions))
