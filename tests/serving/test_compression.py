"""What is compressed on its way, and that no event waits for it."""

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from .events import SSE
from .gated import Gated
from .server import Local

SEARCH = "给宝宝找睡袋"
PICTURE = bytes(range(256)) * 20


@pytest.fixture(scope="module")
def model() -> Gated:
    return Gated()


@pytest.fixture(scope="module")
def server(six_store: Path, tmp_path_factory: pytest.TempPathFactory, model: Gated) -> Iterator[Local]:
    pictures = tmp_path_factory.mktemp("pictures")
    (pictures / "one.png").write_bytes(PICTURE)
    settings = Settings(store=six_store, state=tmp_path_factory.mktemp("state"), picture_folder=pictures)
    with Local(create_app(settings, Models(PromptLibrary(), write=model))) as running:
        yield running


@pytest.fixture
def held(model: Gated) -> Iterator[Gated]:
    """The model holds behind its first line until `go` is set."""
    model.held, model.reached, model.go, model.ended = True, threading.Event(), threading.Event(), threading.Event()
    yield model
    model.go.set()
    model.held = False


def sent(url: str, encodings: str) -> tuple[httpx.Headers, bytes]:
    """An answer's headers, and its body as it came."""
    with httpx.stream("GET", url, headers={"Accept-Encoding": encodings}, timeout=30) as answer:
        assert answer.status_code == 200
        return answer.headers, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", ["/page/any/app.js", "/docs/swagger-ui-bundle.js", "/v1/threads/kept"])
def test_who_takes_gzip_gets_the_same_in_less(server: Local, path: str) -> None:
    httpx.post(f"{server.url}/v1/threads/kept/turns", json={"text": SEARCH}, timeout=30)
    (packed, small), (plain, whole) = (sent(server.url + path, encodings) for encodings in ("gzip", "identity"))
    assert (packed.get("content-encoding"), plain.get("content-encoding")) == ("gzip", None)
    assert gzip.decompress(small) == whole and len(small) < len(whole) / 2
    assert all("accept-encoding" in headers["vary"].lower() for headers in (packed, plain))


def test_a_picture_is_sent_as_it_is(server: Local) -> None:
    headers, body = sent(f"{server.url}/pictures/one.png", "gzip")
    assert "content-encoding" not in headers and body == PICTURE


def test_what_a_browser_has_is_not_sent_again(server: Local) -> None:
    for path in ("/", "/docs/swagger-ui.css"):
        tag = httpx.get(server.url + path).headers["etag"]
        again = httpx.get(server.url + path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert httpx.head(server.url + path).status_code == 200


STREAMS: dict[str, tuple[str, dict[str, Any], str]] = {
    "AG-UI": ("/v1/threads/{thread}/turns", {"text": SEARCH}, "TEXT_MESSAGE_CONTENT"),
    "LangServe": ("/assistant/stream", {"input": {"text": SEARCH}}, '"event":"cards"'),
    "OpenAI": ("/v1/chat/completions", {"model": "daogou", "stream": True, "messages": [{"role": "user", "content": SEARCH}]}, '"content"'),
}


@pytest.mark.parametrize("path, body, part", STREAMS.values(), ids=STREAMS)
def test_an_event_leaves_while_the_turn_goes_on(server: Local, held: Gated, path: str, body: dict[str, Any], part: str) -> None:
    url, headers = server.url + path.format(thread=uuid4()), SSE | {"Accept-Encoding": "gzip"}
    with httpx.stream("POST", url, json=body, headers=headers, timeout=30) as answer:
        assert "content-encoding" not in answer.headers
        lines = answer.iter_lines()
        assert any(part in line for line in lines)
        assert held.reached.wait(30) and not held.ended.is_set()
        held.go.set()
        assert list(lines)
