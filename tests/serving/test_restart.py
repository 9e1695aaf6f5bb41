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

from ..memory.servers import server
from .server import Local

SEARCH, PICK = "给宝宝找一款秋冬睡袋,100元以内", "怎么选?"


def say(shop: Local, thread: str, text: str) -> Any:
    return RemoteRunnable[Any, Any](f"{shop.url}/assistant").invoke({"text": text, "thread_id": thread})


def test_two_threads_go_on_after_both_were_restarted(six_store: Path, tmp_path: Path) -> None:
    with server(tmp_path / "valkey", appendonly="yes", appendfsync="always") as valkey:
        settings = Settings(store=six_store, redis_url=SecretStr(valkey.url))
        with Local(create_app(settings)) as shop:
            assert say(shop, "one", SEARCH)["turn"] == say(shop, "other", "wireless mouse")["turn"] == 1
        valkey.kill()
        valkey.start()
        with Local(create_app(settings)) as shop:
            reply = say(shop, "one", PICK)
            assert (reply["turn"], reply["intent"]) == (2, "pick")
            assert reply["need"]["category"] == "婴儿睡袋"
            assert say(shop, "other", "any cheaper ones?")["need"]["category"] == "无线鼠标"


def test_a_valkey_that_goes_and_comes_back_is_told_and_forgiven(six_store: Path, tmp_path: Path) -> None:
    with (
        server(tmp_path / "valkey") as valkey,
        Local(create_app(Settings(store=six_store, redis_url=SecretStr(f"redis://:@127.0.0.1:{valkey.port}/0")))) as shop,
    ):
        assert say(shop, "one", SEARCH)["turn"] == 1
        valkey.kill()
        reply = say(shop, "one", PICK)
        assert (reply["turn"], reply["intent"], reply["degraded"]) == (2, "pick", ["memory"])
        answer = httpx.post(f"{shop.url}/assistant/invoke", json={"input": {"text": PICK, "thread_id": "another"}})
        assert answer.status_code == 503  # it might be there
        assert answer.json()["code"] == "storage_away" and not re.search("127|Redis|DAOGOU", answer.json()["detail"])
        begun = httpx.post(f"{shop.url}/v1/threads")
        turns = f"{shop.url}/v1/threads/{begun.json()['thread_id']}/turns"
        assert httpx.post(turns, json={"text": SEARCH}).json()["degraded"] == ["memory"]
        assert httpx.post(turns, json={"text": PICK, "buyer_id": "another"}).status_code == 404
        assert httpx.get(f"{shop.url}/readyz").json()["degraded"] == ["memory"]
        assert httpx.get(f"{shop.url}/healthz").json() == {"status": "ok"}
        valkey.start()
        assert say(shop, "one", SEARCH)["turn"] == 3
        reply = httpx.post(turns, json={"text": PICK}).json()
        assert (reply["turn"], reply["intent"]) == (2, "pick")


def test_sqlite_goes_on_too(six_store: Path, tmp_path: Path) -> None:
    for turn, text in enumerate((SEARCH, PICK), start=1):
        with Local(create_app(Settings(store=six_store, state=tmp_path))) as shop:
            assert say(shop, "one", text)["turn"] == turn


def test_health_is_routed() -> None:
    assert {getattr(route, "path", "") for route in router.routes} == {"/healthz", "/readyz", "/metrics"}
