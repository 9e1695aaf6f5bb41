"""One who floods the server keeps no other buyer from his answer, by whichever way he comes in, and however many cookies he has."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from daogou.models.language_model import Ask
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.reply import Usage
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.serving.turnstile import PATIENCE

from ..long import few
from .gated import Gated
from .server import Local, Server
from .test_slow_clients import connected

MCP = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search_catalog", "arguments": {"query": "婴儿睡袋"}}}
TEXT = "婴儿睡袋"
WAYS: dict[str, Callable[[httpx.Client], httpx.Response]] = {
    "turn": lambda buyer: buyer.post(f"/v1/threads/{uuid4().hex}/turns", json={"text": TEXT}),
    "need": lambda buyer: buyer.patch("/v1/threads/none/need", json={"remove": ["c1"]}),
    "openai": lambda buyer: buyer.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": TEXT}]}),
    "invoke": lambda buyer: buyer.post("/assistant/invoke", json={"input": {"text": TEXT}}),
    "batch": lambda buyer: buyer.post("/assistant/batch", json={"inputs": [{"text": TEXT}]}),
    "stream": lambda buyer: buyer.post("/assistant/stream", json={"input": {"text": TEXT}}),
    "suggestions": lambda buyer: buyer.post("/v1/suggestions", json={"text": TEXT}),
    "suggestions of LangServe": lambda buyer: buyer.post("/suggestions/invoke", json={"input": {"text": TEXT}}),
    "MCP": lambda buyer: buyer.post("/mcp", json=CALL, headers=MCP),
}


class Crowded(Gated):
    """Holds every turn, and knows how many it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.most = 0, 0
        self.changed = threading.Condition()

    async def stream(self, ask: Ask) -> AsyncGenerator[str | Usage, None]:
        self._count(1)
        try:
            while not self.go.is_set():  # noqa: ASYNC110  (it belongs to two threads)
                await asyncio.sleep(0.01)
        finally:
            self._count(-1)
        async for piece in super().stream(ask):
            yield piece

    def _count(self, more: int) -> None:
        with self.changed:
            self.now += more
            self.most = max(self.most, self.now)
            self.changed.notify_all()

    def reached_by(self, turns: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.now >= turns, 60)


class Shop:
    """A server behind a proxy that it believes, whose turns are held; who asks from an address is a new buyer each time."""

    def __init__(self, server: Local, model: Crowded, pool: ThreadPoolExecutor) -> None:
        self.server, self.model, self._pool = server, model, pool

    def buyer(self, address: str) -> httpx.Client:
        buyer = httpx.Client(base_url=self.server.url, headers={"X-Forwarded-For": address}, timeout=120)
        assert buyer.post("/v1/session").status_code == 200
        return buyer

    def ask(self, buyer: httpx.Client, thread: str, text: str = TEXT) -> "Any":
        return self._pool.submit(buyer.post, f"/v1/threads/{thread}/turns", json={"text": text})

    def waiting(self, turns: int) -> None:
        """Until so many wait or are answered."""
        tenant = self.server.app.state.tenants.first
        for _ in range(3000):
            if len(tenant.runs.running()) >= turns:
                return
            threading.Event().wait(0.02)
        raise AssertionError("they never came")


def turn(buyer: httpx.Client, thread: str) -> bytes:
    """A request as it is sent."""
    request = buyer.build_request("POST", f"/v1/threads/{thread}/turns", json={"text": TEXT})
    head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    return f"POST {request.url.path} HTTP/1.1\r\n{head}\r\n".encode() + request.content


@contextmanager
def opened(store: Path, state: Path, **more: Any) -> Iterator[Shop]:
    model = Crowded()
    settings = Settings(store=store, state=state, auth="session", proxies="127.0.0.1", rate_address="none", rate_turns="none", **more)
    with ThreadPoolExecutor(64) as pool, Local(create_app(settings, Models(PromptLibrary(), write=model))) as server:
        try:
            yield Shop(server, model, pool)
        finally:
            model.go.set()


@pytest.fixture
def shop(six_store: Path, tmp_path: Path) -> Iterator[Shop]:
    with opened(six_store, tmp_path, turns_buyer=2, turns_address=3) as shop:
        yield shop


def test_an_address_is_answered_so_many_turns_at_once_and_the_others_wait(shop: Shop) -> None:
    asked = [shop.ask(shop.buyer("9.9.9.1"), f"t{number}") for number in range(8)]
    shop.waiting(8)
    shop.model.reached_by(3)
    other = shop.ask(shop.buyer("9.9.9.2"), "other")
    shop.model.reached_by(4)  # who asks from elsewhere waits for none of them
    shop.model.go.set()
    assert [answer.result().status_code for answer in (*asked, other)] == [200] * 9
    assert shop.model.most == 4


def test_a_buyer_is_answered_so_many_turns_at_once_and_buyers_of_an_address_take_turns(shop: Shop) -> None:
    many, few = shop.buyer("9.9.9.1"), shop.buyer("9.9.9.1")
    asked = [shop.ask(many, f"t{number}") for number in range(8)]
    shop.waiting(8)
    shop.model.reached_by(2)
    asked.append(shop.ask(few, "few"))
    shop.model.reached_by(3)
    shop.model.go.set()
    assert [answer.result().status_code for answer in asked] == [200] * 9
    assert shop.model.most == 3


@pytest.mark.parametrize("way", few(WAYS, "turn", "MCP"))
def test_more_than_may_wait_are_told_to_come_again_and_nobody_else_is(shop: Shop, way: str) -> None:
    most = 3 * (1 + PATIENCE)
    asked = [shop.ask(shop.buyer("9.9.9.1"), f"t{number}") for number in range(most)]
    shop.waiting(most)
    refused = WAYS[way](shop.buyer("9.9.9.1"))
    assert (refused.status_code, refused.json()["code"], int(refused.headers["retry-after"]) > 0) == (429, "too_many", True)
    shop.model.reached_by(3)
    shop.model.go.set()
    assert WAYS[way](shop.buyer("9.9.9.2")).status_code in (200, 404)  # no conversation has a need to change yet
    assert {answer.result().status_code for answer in asked} == {200}
    assert WAYS[way](shop.buyer("9.9.9.1")).status_code in (200, 404)


def test_turns_whose_buyers_have_left_count_until_they_end(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daogou.models.audience.GRACE_S", 600.0)
    most = 3 * (1 + PATIENCE)
    for number in range(most):
        with connected(shop.server.port, turn(shop.buyer("9.9.9.1"), f"t{number}")):
            shop.waiting(number + 1)
    shop.model.reached_by(3)
    assert WAYS["turn"](shop.buyer("9.9.9.1")).status_code == 429


@pytest.mark.parametrize("way", few([way for way in WAYS if way != "need"], "openai"))
def test_a_new_cookie_for_each_turn_is_no_way_round_the_limit(six_store: Path, tmp_path: Path, way: str) -> None:
    settings = Settings(store=six_store, state=tmp_path, auth="session", proxies="127.0.0.1", rate_turns="3/day")
    with Local(create_app(settings)) as server:

        def buyer(address: str) -> httpx.Client:
            client = httpx.Client(base_url=server.url, headers={"X-Forwarded-For": address}, timeout=120)
            client.post("/v1/session")
            return client

        answers = [WAYS[way](buyer("9.9.9.1")) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert int(answers[-1].headers["retry-after"]) > 0
        assert WAYS[way](buyer("9.9.9.2")).status_code == 200
        answers = [WAYS[way](buyer(f"2001:db8:1:1::{number}")) for number in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]  # all that one customer has
        assert WAYS[way](buyer("2001:db8:1:2::1")).status_code == 200


@pytest.mark.long
def test_a_flood_gets_no_more_than_its_share(six_store: Path, tmp_path: Path) -> None:
    """Of a server that computes all the time: beside each turn of a buyer few of theirs are answered, however many they ask for at once."""
    env = {"auth": "session", "proxies": "127.0.0.1", "rate_address": "none", "rate_turns": "none", "rate_buyer": "none", "cache": "false"}
    with Server(store=str(six_store), state=str(tmp_path), **env) as server, ThreadPoolExecutor(32) as pool:
        over = threading.Event()
        answered: list[int] = []

        def client(address: str) -> httpx.Client:
            client = httpx.Client(base_url=server.url, headers={"X-Forwarded-For": address}, timeout=120)
            client.post("/v1/session")
            return client

        def flood(number: int) -> None:
            while not over.is_set():
                with closing(client("9.9.9.1")) as buyer:
                    answered.append(buyer.post(f"/v1/threads/{number}-{len(answered)}/turns", json={"text": TEXT}).status_code)

        flooding = [pool.submit(flood, number) for number in range(24)]
        with closing(client("9.9.9.2")) as buyer:
            buyer.post("/v1/threads/mine/turns", json={"text": TEXT})
            begun = len(answered)
            for _ in range(12):
                assert buyer.post("/v1/threads/mine/turns", json={"text": TEXT}).status_code == 200
            meanwhile = len(answered) - begun
        over.set()
        for each in flooding:
            each.result()
        assert set(answered) == {200}
        assert meanwhile < 12 * 6
