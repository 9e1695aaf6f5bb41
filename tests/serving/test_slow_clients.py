"""Clients who send or take a byte now and then, or nothing at all; and that others are served meanwhile."""

import asyncio
import os
import select
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.serving.connection import Connection
from daogou.serving.limits import BodyLimit
from fastapi import FastAPI
from starlette.responses import StreamingResponse

from ..waiting import HANG_S
from .gated import Gated
from .server import Local, Server

IDLE = int(os.environ.get("IDLE", "100"))
"""Listeners and idle connections at once; docs/serving.md says how to try 1,000."""


class Hasty(Connection):
    head_s, taking_s, look_s = 0.3, 0.3, 0.05


class Flood:
    """An answer that has no end; `left` once its sender knows that nobody takes it."""

    def __init__(self) -> None:
        self.left = threading.Event()

    async def pieces(self) -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x" * 65_536
                await asyncio.sleep(0)
        finally:
            self.left.set()


def reading(**limits: float) -> FastAPI:
    """An app that reads bodies."""
    app = FastAPI()
    app.add_middleware(BodyLimit, **{"limit": 1_000, **limits})  # type: ignore[arg-type]  # numbers by name

    @app.post("/read")
    def read(body: dict[str, int]) -> dict[str, int]:
        return body

    return app


@pytest.fixture(scope="module")
def flood() -> Flood:
    return Flood()


@pytest.fixture(scope="module")
def hasty(flood: Flood) -> Iterator[Local]:
    app = reading(seconds=0.3)

    @app.get("/flood")
    async def pour() -> StreamingResponse:
        return StreamingResponse(flood.pieces())

    with Local(app, Hasty) as server:
        yield server


@contextmanager
def connected(port: int, said: bytes = b"") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=HANG_S) as connection:
        connection.sendall(said)
        yield connection


def answered(connection: socket.socket, trickle: bytes = b"") -> bytes:
    """All that comes until the server ends it, while a byte is sent now and then."""
    got, silent = b"", threading.Event()

    def send() -> None:
        with suppress(OSError):
            while trickle and not silent.wait(0.05):
                connection.sendall(trickle)

    sender = threading.Thread(target=send)
    sender.start()
    try:
        with suppress(ConnectionResetError):
            while piece := connection.recv(65_536):
                got += piece
    finally:
        silent.set()
        sender.join()
    return got


@pytest.mark.parametrize("said", [b"", b"GE", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_headers_that_never_end_end_the_connection(hasty: Local, said: bytes) -> None:
    with connected(hasty.port, said) as connection:
        assert answered(connection, b"x" if said else b"") == b""


def test_headers_without_end_are_not_kept(hasty: Local) -> None:
    with connected(hasty.port, b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 200_000) as connection:
        assert b" 400 " in answered(connection).splitlines()[0]


def test_a_second_request_that_never_comes_whole_ends_the_connection(hasty: Local) -> None:
    first = b'POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{"a": 1}'
    with connected(hasty.port, first + b"GET / HT") as connection:
        got = answered(connection, b"x")
    assert b" 200 " in got.splitlines()[0] and got.endswith(b'{"a":1}')


@pytest.mark.parametrize("length", [b"Content-Length: 900", b"Transfer-Encoding: chunked"])
def test_a_body_that_never_comes_whole_is_408(hasty: Local, length: bytes) -> None:
    head = b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + length + b"\r\n\r\n"
    with connected(hasty.port, head) as connection:
        got = answered(connection, b"1" if b"Content" in length else b"1\r\nx\r\n")
    assert b" 408 " in got.splitlines()[0] and b'"detail"' in got


def test_a_body_without_a_length_is_413_where_it_is_too_large() -> None:
    with Local(reading(seconds=HANG_S)) as server:
        answer = httpx.post(f"{server.url}/read", content=iter([b"[", b" " * 2_000]), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413 and "1,000" in answer.json()["detail"]


def test_bodies_that_are_too_much_together_are_503_until_others_are_done() -> None:
    app = reading(held=2_500, seconds=HANG_S)
    head = b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n" + b" " * 900
    with Local(app) as server:
        with ExitStack() as many:
            waiting = [many.enter_context(connected(server.port, head)) for _ in range(4)]
            for _ in range(2):
                refused = select.select(waiting, [], [], HANG_S)[0][0]
                assert b" 503 " in refused.recv(4_096).splitlines()[0]
                waiting.remove(refused)
        while (answer := httpx.post(f"{server.url}/read", json={"a": 1})).status_code == 503:
            pass  # until the server has seen that the others are gone
        assert answer.json() == {"a": 1}


def test_an_answer_that_nobody_takes_is_given_up(hasty: Local, flood: Flood) -> None:
    with connected(hasty.port, b"GET /flood HTTP/1.1\r\nHost: x\r\n\r\n"):
        assert flood.left.wait(HANG_S)


def test_many_who_listen_or_say_nothing_leave_room_for_others(six_store: Path, tmp_path: Path) -> None:
    gated = Gated()
    gated.held = True
    settings = Settings(store=six_store, state=tmp_path, rate_address="none")
    with Local(create_app(settings, Models(PromptLibrary(), write=gated))) as server, ExitStack() as open_ones:
        turn = {"text": "婴儿睡袋", "turn_id": "held"}
        said = httpx.Client(base_url=server.url)
        first = threading.Thread(target=lambda: said.post("/v1/threads/held/turns", json=turn))
        first.start()
        assert gated.reached.wait(HANG_S)
        ask = f"GET /v1/threads/held/turns/held/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAccept: text/event-stream\r\n\r\n".encode()
        listeners = [open_ones.enter_context(connected(server.port, ask)) for _ in range(IDLE)]
        for _ in range(IDLE):
            open_ones.enter_context(connected(server.port))
        assert all(b" 200 " in listener.recv(4_096).splitlines()[0] for listener in listeners)
        gated.held = False
        other = httpx.post(f"{server.url}/v1/threads/other/turns", json={"text": "无线鼠标"})
        assert other.status_code == 200 and other.json()["turn"] == 1
        gated.go.set()
        first.join()
        assert all(b"RUN_FINISHED" in until_end(listener) for listener in listeners)


def until_end(listener: socket.socket) -> bytes:
    got = b""
    while b"\r\n0\r\n\r\n" not in got and (piece := listener.recv(65_536)):
        got += piece
    return got


def test_the_server_itself_keeps_these_bounds(six_store: Path, tmp_path: Path) -> None:
    head = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"x" * 200_000
    with Server(store=str(six_store), state=str(tmp_path)) as server, connected(server.port, head) as connection:
        assert b" 400 " in answered(connection).splitlines()[0]
