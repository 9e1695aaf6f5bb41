"""The dense leg beyond the size of a quick scan, and the durable home of the vectors."""

from pathlib import Path

import numpy as np
import pytest
from daogou.retrievers import chroma, dense
from daogou.retrievers.dense import Dense, best
from daogou.retrievers.vectors import save
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    vectors = np.random.default_rng(0).standard_normal((500, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    save(tmp_path / "vectors.npy", vectors)
    chroma.store(tmp_path, Settings(), np.arange(500), vectors, [])
    return tmp_path


def test_chroma_holds_what_was_written(generation: Path) -> None:
    vectors = np.load(generation / "vectors.npy")
    chroma.store(generation, Settings(), np.array([3]), np.roll(vectors, 1, axis=0), [7])
    collection = chroma.opened(generation, Settings())
    try:
        assert collection.count() == 499
        assert collection.query(vectors[2], 1).tolist() in ([2], [3])  # row 3 now has the vector of row 2
        assert 7 not in collection.query(vectors[7], 100)
    finally:
        chroma.close(generation)


def test_a_broad_mask_of_a_large_catalogue_asks_chroma(generation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "SCANNED_ROWS", 100)
    leg = Dense(generation, Settings())
    query = np.load(generation / "vectors.npy")[42]
    mask = np.arange(500) % 2 == 0
    found = leg.nearest(query, mask, 50)
    exact = leg.exact(query, mask, 50)
    assert len(set(found.rows.tolist()) & set(exact.rows.tolist())) >= 48
    assert mask[found.rows].all()
    assert found.highest == pytest.approx(1, abs=1e-5)
    chroma.close(generation)


def test_a_chroma_that_fails_is_an_outside_error(generation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asked then scores exactly, and says so in `degraded`."""
    monkeypatch.setattr(dense, "SCANNED_ROWS", 100)
    leg = Dense(generation, Settings(chroma_url="http://127.0.0.1:1"))
    with pytest.raises(OutsideError):
        leg.nearest(np.load(generation / "vectors.npy")[0], np.ones(500, bool), 10)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 1.0])
def test_narrow_and_broad_masks_give_the_same(generation: Path, share: float) -> None:
    leg, query = Dense(generation, Settings()), np.load(generation / "vectors.npy")[5]
    mask = np.arange(500) < 500 * share
    assert leg.nearest(query, mask, 20).rows.tolist() == leg.exact(query, mask, 20).rows.tolist()


def test_best_is_in_order_and_stable() -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.9], np.float32)
    assert best(scores, None, 3).tolist() == [1, 3, 2]
    assert best(scores, np.array([True, False, True, True]), 9).tolist() == [3, 2, 0]
    assert best(scores, np.zeros(4, bool), 9).tolist() == []
