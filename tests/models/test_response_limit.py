"""An answer of a server of models is taken to its bound and no further, packed or not; and a key that it repeats is in no error."""

import asyncio
import gzip
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import structlog
from daogou.models import response_limit
from daogou.models.language_model import Ask
from daogou.models.models import make_models
from daogou.models.server_model import ServerModel
from daogou.schema.errors import InputError, OutsideError
from daogou.schema.settings import Settings
from langchain_core.messages import HumanMessage
from pydantic import SecretStr

KEY = "Zx9hunter2TOPSECRET"


class Answering:
    """A server that answers everything with `body`."""

    def __init__(self) -> None:
        self.status, self.body, self.headers = 200, b"{}", dict[str, str]()
        own = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *told: object) -> None:
                pass

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(own.status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(own.body)), **own.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(OSError):  # the other end may have had enough
                    self.wfile.write(own.body)

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def complete(self) -> str:
        model = ServerModel("tiny", f"http://127.0.0.1:{self.server.server_port}/v1", SecretStr(KEY), "read", retries=0)
        return asyncio.run(model.complete(Ask([HumanMessage("hi")], 20.0))).text


@pytest.fixture
def server() -> Iterator[Answering]:
    one = Answering()
    yield one
    one.server.shutdown()
    one.server.server_close()


def test_what_is_longer_than_the_bound_is_no_answer(server: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(response_limit, "MOST", 1000)
    server.body = b" " * 2000
    with pytest.raises(OutsideError):
        server.complete()


def test_what_comes_packed_is_not_unpacked(server: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    server.body, server.headers = gzip.compress(b" " * 10_000), {"Content-Encoding": "gzip"}
    monkeypatch.setattr("httpx._decoders.GZipDecoder.decode", lambda *told: pytest.fail("unpacked"))
    with pytest.raises(OutsideError):
        server.complete()


def test_a_key_that_a_server_repeats_is_not_told(server: Answering) -> None:
    server.status, server.body = 401, f'{{"error": {{"message": "Incorrect key {KEY}."}}}}'.encode()
    with pytest.raises(OutsideError) as refused:
        server.complete()
    assert "Incorrect key" in str(refused.value)
    assert KEY not in str(refused.value)


@pytest.mark.parametrize("key", [f"“{KEY}”", f"{KEY}\n{KEY}"])
@pytest.mark.parametrize("ask", ["complete", "window"])
def test_a_key_that_no_header_can_hold_is_not_told(key: str, ask: str) -> None:
    """Settings refuse it; a client that is given one says it in the error."""
    model = ServerModel("tiny", "http://127.0.0.1:1/v1", SecretStr(key), "read", retries=0)
    with structlog.testing.capture_logs() as logs:
        if ask == "window":
            assert asyncio.run(model.window()).tokens is None
        else:
            with pytest.raises(OutsideError) as raised:
                asyncio.run(model.complete(Ask([HumanMessage("hi")], 20.0)))
            assert KEY not in repr(raised.value)
    assert KEY not in repr(logs)


def test_a_password_in_the_address_is_refused_before_it_stands_in_for_the_key() -> None:
    with pytest.raises(InputError, match="DAOGOU_LLM_API_KEY"):
        make_models(Settings(llm_base_url="http://admin:pw@127.0.0.1:1/v1", llm_model="tiny", llm_api_key=SecretStr(KEY)))
