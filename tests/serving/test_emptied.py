"""A server that is up and has lost conversations, over HTTP: they come back at the next look, or the answer says what is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from fastapi import FastAPI
from pydantic import SecretStr

from ..long import few
from ..memory.servers import Server
from ..memory.servers import server as valkey
from .server import Local

ANN = {"buyer_id": "ann"}
Started = tuple[FastAPI, httpx.Client]


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    with valkey(tmp_path / "valkey") as running:
        yield running


@contextmanager
def started(alone: Server, store: Path, state: Path) -> Iterator[Started]:
    app = create_app(Settings(store=store, state=state, redis_url=SecretStr(alone.url)))
    with Local(app) as here, httpx.Client(base_url=here.url) as client:
        yield app, client


@pytest.fixture
def worker(alone: Server, six_store: Path, tmp_path: Path) -> Iterator[Started]:
    with started(alone, six_store, tmp_path / "state") as running:
        yield running


def say(client: httpx.Client, thread: str, text: str = "婴儿睡袋 100元以内") -> httpx.Response:
    return client.post(f"/v1/threads/{thread}/turns", json={"text": text, **ANN})


def listed(client: httpx.Client) -> tuple[dict[str, int], list[str]]:
    answer = client.get("/v1/threads", params=ANN).json()
    return {each["thread_id"]: each["turns"] for each in answer["threads"]}, answer["degraded"]


def drawn(client: httpx.Client, thread: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/v1/threads/{thread}", params=ANN).json()
    return answer


def empty(alone: Server, *keys: str) -> None:
    with alone.client() as client:
        if keys:
            client.delete(*keys)
        else:
            client.flushall()


def test_a_list_and_a_conversation_are_whole_after_flushall(alone: Server, worker: Started) -> None:
    _, client = worker
    for thread in ("one", "two"):
        for text in ("婴儿睡袋 100元以内", "有机棉的"):
            assert say(client, thread, text).status_code == 200
    before = drawn(client, "one")
    empty(alone)
    assert listed(client) == ({"one": 2, "two": 2}, [])
    empty(alone)
    assert drawn(client, "one") == {**before, "started_at": drawn(client, "one")["started_at"]}


@pytest.mark.parametrize("turns", few([0, 2], 2))
def test_a_turn_that_runs_while_the_server_is_emptied_is_answered(
    alone: Server, worker: Started, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    app, client = worker
    threads = app.state.tenants.first.assistant.threads
    for _ in range(turns):
        say(client, "t")
    keep = threads.keep
    looked: list[dict[str, Any]] = []

    def kept(*arguments: Any) -> Any:
        empty(alone)
        if turns:
            looked.append(drawn(client, "t"))
        return keep(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(threads, "keep", kept)
        answer = say(client, "t", "有机棉的")
    assert (answer.status_code, answer.json()["turn"], answer.json()["degraded"]) == (200, turns + 1, [])
    assert [(each["turns"], len(each["replies"])) for each in looked] == [(turns, turns)] * bool(turns)
    assert (drawn(client, "t")["turns"], listed(client)) == (turns + 1, ({"t": turns + 1}, []))


def test_what_one_key_had_is_told_where_no_worker_holds_it(alone: Server, worker: Started, six_store: Path, tmp_path: Path) -> None:
    _, client = worker
    for text in ("婴儿睡袋 100元以内", "有机棉的"):
        say(client, "t", text)
    empty(alone, "daogou:checkpoint:{t}:channels")
    with started(alone, six_store, tmp_path / "other") as (_, other):
        for _ in range(2):
            told = say(other, "t", "便宜的")
            assert (told.status_code, told.json()["code"]) == (410, "thread_damaged")
            assert "begin a new conversation" in told.json()["detail"] and "try again" not in told.json()["detail"]
        shown = drawn(other, "t")
        assert (shown["turns"], len(shown["replies"]), shown["need"], shown["degraded"]) == (2, 2, None, ["memory"])
    assert say(client, "t", "便宜的").json()["turn"] == 3
    assert (drawn(client, "t")["turns"], drawn(client, "t")["degraded"]) == (3, [])
