"""The cache: what was embedded once is not embedded again."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from daogou.models.embedding import Vectors, unit_rows
from daogou.models.embedding_cache import EmbeddingCache, text_hash


class Counting:
    """Embeds by hashing; counts, and fails after so many texts."""

    name, dimensions = "counting", 8

    def __init__(self, failing_after: int = 10**9) -> None:
        self.count, self._failing_after = 0, failing_after

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.count += len(texts)
        if self.count > self._failing_after:
            raise KeyboardInterrupt
        return unit_rows(np.array([list(text_hash(text)[:8]) for text in texts], np.float32))

    queries = passages


@pytest.fixture
def cache(tmp_path: Path) -> EmbeddingCache:
    return EmbeddingCache(tmp_path / "embeddings.sqlite")


def test_only_new_texts_are_embedded(cache: EmbeddingCache) -> None:
    embedder, progress = Counting(), list[int]()
    first = cache.embed(embedder, ["a", "b", "a"], progress.append)
    again = cache.embed(embedder, ["b", "c", "a"])
    assert embedder.count == 3
    assert sum(progress) == 2  # the two that were embedded; the third is one of them
    assert np.array_equal(first[0], again[2])
    assert np.array_equal(first[0], first[2])


def test_an_interrupted_run_goes_on(cache: EmbeddingCache) -> None:
    texts = [f"text {number}" for number in range(30)]
    with pytest.raises(KeyboardInterrupt):
        cache.embed(Counting(failing_after=20), texts, batch=10)
    rest = Counting()
    assert cache.embed(rest, texts, batch=10).shape == (30, 8)
    assert rest.count == 10


def test_models_do_not_share_vectors(cache: EmbeddingCache) -> None:
    cache.put("one", [text_hash("a")], np.ones((1, 8), np.float32))
    assert cache.get("other", [text_hash("a")]) == {}


def test_vectors_travel_in_a_file(cache: EmbeddingCache, tmp_path: Path) -> None:
    made = cache.embed(Counting(), ["a", "b"])
    assert cache.export("counting", tmp_path / "vectors.npz") == 2
    other = EmbeddingCache(tmp_path / "other.sqlite")
    assert other.prefill(tmp_path / "vectors.npz") == "counting"
    embedder = Counting()
    assert np.array_equal(other.embed(embedder, ["a", "b"]), made)
    assert embedder.count == 0
