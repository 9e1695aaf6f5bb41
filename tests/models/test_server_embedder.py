"""An embedding server: a real one in this process that speaks OpenAI's protocol."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from daogou.models.embedding import make_embedder
from daogou.models.server_embedder import ServerEmbedder
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings


class Embeddings(BaseHTTPRequestHandler):
    """Embeds a text as (its length, 1, 0); fails as often as `failures` says."""

    failures = 0
    seen: list[object] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        kind = type(self)
        if kind.failures:
            kind.failures -= 1
            self.send_error(503)
            return
        kind.seen.append(asked["input"])
        data = [{"object": "embedding", "index": place, "embedding": [len(text), 1, 0]} for place, text in enumerate(asked["input"])]
        body = json.dumps({"object": "list", "data": data, "model": asked["model"], "usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    Embeddings.failures, Embeddings.seen = 0, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Embeddings) as http:
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/v1"
        http.shutdown()


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
