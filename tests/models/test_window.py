"""What a server tells of its model's window, and what is made of it."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from daogou.models import window as windows
from daogou.models.language_model import Ask
from daogou.models.models import make_models
from daogou.models.server_model import ServerModel
from daogou.models.tokens import counter
from daogou.models.window import Window
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings
from langchain_core.messages import HumanMessage

from ..waiting import HANG_S
from .chat_server import ChatServer, serving


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "PATIENCE_S", HANG_S)
    counter()  # takes its seconds the first time


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with serving(ChatServer()) as chat:
        yield chat


def model(server: ChatServer, **more: Any) -> ServerModel:
    return ServerModel("tiny", server.url, None, "read", retries=0, **more)


def test_it_is_what_vllm_tells(server: ChatServer) -> None:
    server.window, server.tokens = 4096, lambda text: 3 * counter()(text)
    told = asyncio.run(model(server).window())
    assert told == Window(4096, 3.0)
    assert told.count("婴儿睡袋") == 3 * counter()("婴儿睡袋")
    assert (told.within(2000), told.within(9000)) == (2000, 4096)


def test_a_tokenizer_is_as_bad_as_on_the_worse_language(server: ChatServer) -> None:
    zh, en = windows.SAMPLES
    server.tokens = lambda text: 3 * counter()(text) if text == zh else counter()(text)
    assert asyncio.run(model(server).window()).rate == 3.0
    server.tokens = lambda text: 2 * counter()(text) if text == en else counter()(text)
    assert asyncio.run(model(server).window()).rate == 2.0


def test_an_adapters_is_told_by_the_tokenizer(server: ChatServer) -> None:
    server.window, server.tokens = 4096, counter()
    assert asyncio.run(ServerModel("adapter", server.url, None, "write").window()) == Window(4096, 1.0)


def test_a_server_that_tells_neither_has_no_bound(server: ChatServer) -> None:
    assert asyncio.run(model(server).window()) == Window(None, 1.0)
    assert Window().within(2500) == 2500


def test_a_setting_stands_in_its_place(server: ChatServer) -> None:
    server.window = 4096
    settings = Settings(llm_base_url=server.url, llm_model="tiny", llm_window=1024)
    read = make_models(settings).read
    assert read is not None and asyncio.run(read.window()).tokens == 1024


def test_who_did_not_answer_is_asked_again_later(server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = ServerModel("tiny", "http://127.0.0.1:9/v1", None, "read")
    assert asyncio.run(tiny.window()) == Window()
    server.window = 4096
    monkeypatch.setattr(tiny._window, "_url", server.url)
    assert asyncio.run(tiny.window()) == Window()  # not yet
    monkeypatch.setattr(windows, "AGAIN_S", 0.0)
    other = ServerModel("tiny", "http://127.0.0.1:9/v1", None, "read")
    assert asyncio.run(other.window()) == Window()
    monkeypatch.setattr(other._window, "_url", server.url)
    assert asyncio.run(other.window()).tokens == 4096


def test_a_server_that_refuses_a_request_may_have_another_by_now(server: ChatServer) -> None:
    tiny = model(server)
    server.window = 4096
    assert asyncio.run(tiny.window()).tokens == 4096
    server.window, server.faults = 2048, ["400"]
    assert asyncio.run(tiny.window()).tokens == 4096
    with pytest.raises(OutsideError):
        asyncio.run(tiny.complete(Ask([HumanMessage("hi")], 20.0)))
    assert asyncio.run(tiny.window()).tokens == 2048


@pytest.mark.parametrize("window", [True, 3, 10**400, -1])
def test_a_window_that_cannot_be_is_none(server: ChatServer, window: Any) -> None:
    server.window = window
    assert asyncio.run(model(server).window()) == Window(None, 1.0)


@pytest.mark.parametrize("count", [10**400, 10**9, True, 1])
def test_a_count_that_cannot_be_is_none(server: ChatServer, count: Any) -> None:
    server.window, server.tokens = 4096, lambda text: count
    assert asyncio.run(model(server).window()) == Window(4096, 1.0)


def test_brackets_without_end_are_no_answer(server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.window = 4096
    monkeypatch.setattr(json, "dumps", lambda value, *rest, **more: "[" * 100_000)
    assert asyncio.run(model(server).window()) == Window(None, 1.0)


def test_what_was_told_is_asked_anew_after_a_while(server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "FRESH_S", 0.0)
    server.window, asked = 4096, model(server)
    assert asyncio.run(asked.window()).tokens == 4096
    server.window = 8192
    assert asyncio.run(asked.window()).tokens == 8192
