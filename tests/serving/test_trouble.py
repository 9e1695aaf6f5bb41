"""What goes wrong under a running server is told in a sentence: in a stream, and where conversations can't be kept."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .server import Server


@pytest.fixture
def own(six_store: Path, tmp_path: Path) -> Iterator[Server]:
    store = shutil.copytree(six_store, tmp_path / "store")
    with Server(store=str(store), state=str(tmp_path / "state")) as running:
        yield running


def test_a_store_damaged_under_a_stream_is_told_in_it(own: Server, tmp_path: Path) -> None:
    (tmp_path / "store" / "CURRENT").unlink()
    answer = httpx.post(f"{own.url}/assistant/stream", json={"input": {"text": "婴儿睡袋"}})
    assert answer.status_code == 200
    last = [line for line in answer.text.splitlines() if line][-2:]
    assert last[0] == "event: error"
    told = json.loads(last[1].removeprefix("data: "))
    assert (told["status_code"], told["type"]) == (503, "StoreError")
    assert told["code"] == "store_away" and str(tmp_path) not in told["message"]
    assert httpx.post(f"{own.url}/assistant/invoke", json={"input": {"text": "婴儿睡袋"}}).status_code == 503


def test_a_state_folder_deleted_under_the_server_is_told_of(own: Server, tmp_path: Path) -> None:
    asked = {"input": {"text": "婴儿睡袋", "thread_id": "t"}}
    assert httpx.post(f"{own.url}/assistant/invoke", json=asked).status_code == 200
    shutil.rmtree(tmp_path / "state")
    answer = httpx.post(f"{own.url}/assistant/invoke", json=asked)
    assert answer.status_code == 503
    assert answer.json()["code"] == "storage_away" and str(tmp_path) not in answer.json()["detail"]
    ready = httpx.get(f"{own.url}/readyz")
    assert ready.status_code == 503 and "moved or deleted" in ready.json()["detail"]  # authentication is off: it is the operator
