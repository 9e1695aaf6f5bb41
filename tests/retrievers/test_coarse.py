"""A large catalogue is looked over coarsely first, and what is found is what scoring every row finds."""

from pathlib import Path

import numpy as np
import pytest
from daogou.models.embedding import Vectors, unit_rows
from daogou.retrievers import dense
from daogou.retrievers.dense import Dense, Nearest, likely
from daogou.retrievers.vectors import save
from daogou.schema.settings import Settings
from numpy.typing import NDArray

ROWS, DIMENSIONS = 20_000, 256


def vectors(rows: int, seed: int) -> Vectors:
    """As embeddings are: most of what tells them apart lies in few directions, a little in all."""
    spread = np.random.default_rng(0).standard_normal((DIMENSIONS, DIMENSIONS)) * np.arange(1, DIMENSIONS + 1) ** -0.6
    return unit_rows((np.random.default_rng(seed).standard_normal((rows, DIMENSIONS)) @ spread.T).astype(np.float32))


@pytest.fixture
def leg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dense:
    monkeypatch.setattr(dense, "EXACT_ROWS", 1000)
    monkeypatch.setattr(dense, "_LEAST", 1000)
    all_rows = vectors(ROWS, 1)
    all_rows[::50] = 0  # products that have gone
    save(tmp_path / "vectors.npy", all_rows)
    return Dense(tmp_path, Settings())


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.5, 0.99])
def test_recall_against_exhaustive_scoring(leg: Dense, share: float) -> None:
    mask = np.random.default_rng(2).random(ROWS) < share
    mask[::50] = False
    found = [(leg.nearest(query, mask, 100), leg.exact(query, mask, 100)) for query in vectors(20, 3)]
    assert np.mean([_recall(some, exact) for some, exact in found]) >= 0.99
    assert all(mask[some.rows].all() and len(some.rows) == len(exact.rows) for some, exact in found)


def test_what_is_usual_and_the_best_outside_the_mask_are_known(leg: Dense) -> None:
    query = vectors(ROWS, 1)[7]
    mask = np.arange(ROWS) > ROWS // 2
    looked, exact = leg.scanned(query, mask, 10), leg.exact(query, mask, 10)
    assert looked.rows.tolist() == exact.rows.tolist()
    assert looked.usual == pytest.approx(exact.usual, abs=1e-5)
    assert looked.highest == pytest.approx(exact.highest, abs=1e-5)


def test_a_small_catalogue_is_scored_exactly(tmp_path: Path) -> None:
    save(tmp_path / "vectors.npy", vectors(500, 1))
    small, query, mask = Dense(tmp_path, Settings()), vectors(1, 3)[0], np.ones(500, bool)
    assert small.scanned(query, mask, 20).rows.tolist() == small.exact(query, mask, 20).rows.tolist()


def test_likely_keeps_to_the_mask() -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.9, -0.2], np.float32)
    mask = np.array([True, False, True, True, True])
    assert sorted(likely(scores, mask, 2).tolist()) == [2, 3]
    assert likely(scores, mask, 9).tolist() == [0, 2, 3, 4]
    assert likely(scores, np.zeros(5, bool), 2).tolist() == []


@pytest.mark.parametrize("scores", [np.random.default_rng(4).standard_normal(5000), np.arange(5000), np.arange(5000) % 11 == 1, np.zeros(5000)])
def test_likely_are_the_best(scores: NDArray[np.float64]) -> None:
    """Also where every eleventh row is no sample of the others."""
    mask = np.random.default_rng(5).random(5000) < 0.9
    found = likely(scores.astype(np.float32), mask, 50)
    assert len(set(found.tolist())) == 50 and mask[found].all()
    assert np.sort(scores[found]).tolist() == np.sort(scores[mask])[-50:].tolist()


def _recall(found: Nearest, exact: Nearest) -> float:
    return len(set(found.rows.tolist()) & set(exact.rows.tolist())) / len(exact.rows)
