"""Vectors from a server: as it answers, and as it fails."""

from collections.abc import Iterator

import numpy as np
import pytest
from daogou.models.embedding import make_embedder
from daogou.models.server_embedder import ServerEmbedder
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings

from .embedding_server import Embeddings, embedding


@pytest.fixture
def server() -> Iterator[str]:
    with embedding() as url:
        yield url


def test_texts_go_as_text_and_come_back_as_unit_vectors(server: str) -> None:
    embedder = make_embedder(Settings(embedding_base_url=server, embedding_model="bge-m3"))
    assert embedder.name == "bge-m3"
    assert embedder.dimensions == 3
    vectors = embedder.passages(["abc", "", "\ud800"])
    assert np.allclose(vectors[0], [3 / np.sqrt(10), 1 / np.sqrt(10), 0], atol=1e-5)
    assert Embeddings.seen[-1] == ["abc", " ", "?"]


def test_a_failed_request_is_sent_again(server: str) -> None:
    Embeddings.failures = 2
    assert ServerEmbedder("m", server, retries=2).queries(["abc"]).shape == (1, 3)


def test_a_server_that_is_down_is_an_outside_error() -> None:
    embedder = ServerEmbedder("m", "http://127.0.0.1:1/v1", deadline_s=0.5, retries=0)
    with pytest.raises(OutsideError, match="127.0.0.1:1"):
        embedder.queries(["abc"])
