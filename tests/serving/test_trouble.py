"""What goes wrong under a running server is told in a sentence: in a stream, and where conversations can't be kept."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from pydantic import SecretStr

from ..memory.servers import server as valkey
from .server import Local


@pytest.fixture
def own(six_store: Path, tmp_path: Path) -> Iterator[Local]:
    store = shutil.copytree(six_store, tmp_path / "store")
    with Local(create_app(Settings(store=store, state=tmp_path / "state"))) as running:
        yield running


def test_a_store_damaged_under_a_stream_is_told_in_it(own: Local, tmp_path: Path) -> None:
    (tmp_path / "store" / "CURRENT").unlink()
    answer = httpx.post(f"{own.url}/assistant/stream", json={"input": {"text": "婴儿睡袋"}})
    assert answer.status_code == 200
    last = [line for line in answer.text.splitlines() if line][-2:]
    assert last[0] == "event: error"
    told = json.loads(last[1].removeprefix("data: "))
    assert (told["status_code"], told["type"]) == (503, "StoreError")
    assert told["code"] == "store_away" and str(tmp_path) not in told["message"]
    assert httpx.post(f"{own.url}/assistant/invoke", json={"input": {"text": "婴儿睡袋"}}).status_code == 503


def test_a_state_folder_deleted_under_the_server_is_told_of(own: Local, tmp_path: Path) -> None:
    asked = {"input": {"text": "婴儿睡袋", "thread_id": "t"}}
    assert httpx.post(f"{own.url}/assistant/invoke", json=asked).status_code == 200
    shutil.rmtree(tmp_path / "state")
    answer = httpx.post(f"{own.url}/assistant/invoke", json=asked)
    assert answer.status_code == 503
    assert answer.json()["code"] == "storage_away" and str(tmp_path) not in answer.json()["detail"]
    ready = httpx.get(f"{own.url}/readyz")
    assert ready.status_code == 503 and "moved or deleted" in ready.json()["detail"]  # authentication is off: it is the operator


def test_what_this_worker_holds_is_told_while_redis_is_away(six_store: Path, tmp_path: Path) -> None:
    with valkey(tmp_path / "valkey") as redis:
        app = create_app(Settings(store=six_store, state=tmp_path / "state", redis_url=SecretStr(redis.url)))
        with Local(app) as here, httpx.Client(base_url=here.url) as client:

            def ask(thread: str, text: str, buyer: str = "ann") -> None:
                assert client.post(f"/v1/threads/{thread}/turns", json={"text": text, "buyer_id": buyer}).status_code == 200

            ask("one", "婴儿睡袋 100元以内")
            ask("two", "find baby sleeping bags")
            whole = client.get("/v1/threads/two", params={"buyer_id": "ann"}).json()
            assert whole["degraded"] == client.get("/v1/threads").json()["degraded"] == []
            redis.kill()
            ask("one", "有机棉的")
            told = client.get("/v1/threads/one", params={"buyer_id": "ann"}).json()
            assert (told["degraded"], told["turns"], [each["turn"] for each in told["replies"]]) == (["memory"], 2, [1, 2])
            assert told["need"]["conditions"] and len(told["shown"]) == 2
            again = client.get("/v1/threads/two", params={"buyer_id": "ann"}).json()
            assert [again[part] for part in ("title", "turns", "replies", "shown")] == [
                whole[part] for part in ("title", "turns", "replies", "shown")
            ]
            listed = client.get("/v1/threads", params={"buyer_id": "ann"}).json()
            assert listed["degraded"] == ["memory"]
            assert [(each["thread_id"], each["turns"]) for each in listed["threads"]] == [("one", 2), ("two", 1)]
            assert [each["thread_id"] for each in client.get("/v1/threads", params={"buyer_id": "ann", "q": "baby"}).json()["threads"]] == ["two"]
            assert client.get("/v1/threads/one", params={"buyer_id": "bob"}).status_code == 404
            unknown = client.get("/v1/threads", params={"buyer_id": "bob"}), client.get("/v1/threads/three", params={"buyer_id": "ann"})
            assert [(each.status_code, each.json()["code"]) for each in unknown] == [(503, "storage_away")] * 2
            redis.start()
