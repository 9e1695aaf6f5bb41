"""The agent over HTTP: it works until it is done or waits, and sends nothing without the buyer's yes."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

pytest.importorskip("langchain")

from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from .server import Local

WORDS = "婴儿睡袋100个、无线鼠标200个，给卖家写询价信"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def server(six_store: Path, out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Local(create_app(Settings(store=six_store, state=tmp_path_factory.mktemp("state"), outbox=f"file:{out}"))) as running:
        yield f"{running.url}/v1/sourcing/agent"


def test_it_waits_and_sends_once_after_a_yes(server: str, out: Path) -> None:
    begun = httpx.post(server, json={"text": WORDS, "id": "a", "buyer_id": "ann"})
    assert begun.status_code == 201 and begun.json()["status"] == "waits" and not list(out.iterdir())
    assert httpx.get(f"{server}/a", params={"buyer_id": "ann"}).json() == begun.json()
    version = begun.json()["mailing"]["version"]
    assert httpx.post(f"{server}/a", json={"version": version, "text": "yes, but only 50", "buyer_id": "ann"}).status_code == 422
    assert not list(out.iterdir())
    for _ in range(2):
        done = httpx.post(f"{server}/a", json={"version": version, "text": "同意", "buyer_id": "ann"}).json()
        assert done["status"] == "done" and len(list(out.iterdir())) == 2
    assert httpx.delete(f"{server}/a", params={"buyer_id": "ann"}).status_code == 204
    assert httpx.get(f"{server}/a", params={"buyer_id": "ann"}).status_code == 404


def test_it_is_the_buyers_own_and_its_id_is_of_one_request(server: str) -> None:
    assert httpx.post(server, json={"text": WORDS, "id": "b", "buyer_id": "ann"}).status_code == 201
    assert httpx.get(f"{server}/b", params={"buyer_id": "bob"}).status_code == httpx.delete(f"{server}/b").status_code == 404
    assert httpx.post(f"{server}/b", json={"version": 1, "answer": "yes", "buyer_id": "bob"}).status_code == 404
    assert httpx.post(server, json={"text": "台灯20个", "id": "b", "buyer_id": "ann"}).status_code == 422
    assert httpx.post(server, json={"text": ""}).status_code == httpx.post(server, json={}).status_code == 422
