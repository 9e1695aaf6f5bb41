"""What a shared link keeps to its owner: what the shop knows of him from elsewhere, his orders, his letters; and whose shop it is of."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from daogou.ingest.ingest import ingest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from .server import Local
from .test_shared import read, shared
from .test_threads import opened, say

SIX = Path(__file__).parents[1] / "catalogues" / "six"
BEFORE = {
    "zh": ("记住：我们货发德国，仓库在莱茵河边", "记住：我们从来不要羊毛的，老板娘过敏"),
    "en": (
        "please remember that we ship to Germany, the warehouse is by the Rhine",
        "please remember that we never buy wool, the boss's wife is allergic",
    ),
}
SECRET = ("莱茵河", "Rhine", "老板娘", "wife", "德国", "Germany", "200 件", "200 pcs", "78.00")
TALK = {
    "zh": ("你好", "找婴儿睡袋", "我的条件有哪些", "怎么选？", "给第一款写询价", "你记得我什么", "我买过什么", "再来一单婴儿睡袋"),
    "en": (
        "hello",
        "find infant sleeping bags",
        "what are my conditions?",
        "how do I choose?",
        "draft an inquiry for the first one",
        "what do you know about me?",
        "my order history",
        "reorder the infant sleeping bags",
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ordered")
    shutil.copytree(SIX, folder / "data")
    now = datetime.now(UTC)
    rows = [
        {
            "id": f"o{ago}",
            "buyer_id": "ann",
            "product_id": "bag-cotton",
            "quantity": 200,
            "unit_price": 78,
            "ordered_at": (now - timedelta(days=ago)).isoformat(),
        }
        for ago in (70, 130, 190, 250)
    ]
    (folder / "data" / "orders.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ingest([folder / "data"], folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    with Local(create_app(Settings(store=store, state=tmp_path_factory.mktemp("shared")))) as running:
        yield running


@pytest.mark.parametrize("language", TALK)
def test_a_link_tells_nothing_that_is_known_of_the_buyer_from_elsewhere(server: Local, language: str) -> None:
    earlier = opened(server, "ann")
    for text in BEFORE[language]:
        say(server, earlier, text, "ann")
    thread = opened(server, "ann")
    for text in TALK[language]:
        say(server, thread, text, "ann")
    own = httpx.get(f"{server.url}/v1/threads/{thread}", params={"buyer_id": "ann"}).text
    assert sum(word in own for word in SECRET) >= 4, "there is something to be kept"
    told = read(server, shared(server, thread, "ann").json()["token"]).json()
    whole = json.dumps(told, ensure_ascii=False)
    assert [word for word in SECRET if word in whole] == []
    assert earlier not in whole and thread not in whole and '"ann"' not in whole
    assert all(not reply["inquiries"] and not reply["need"]["facts"] and reply["purchase"] is None for reply in told["replies"])
    assert all(each["origin"] == "said" for reply in told["replies"] for each in reply["need"]["conditions"])
    listing = told["replies"][1]
    assert (
        listing["cards"]
        and "1. " in listing["text"]
        and not any("wool" in name or "羊毛" in name for card in listing["cards"] for name in card["met"])
    )
    assert [each["content"] for each in told["messages"] if each["role"] == "assistant"] == [reply["text"] for reply in told["replies"]]


@pytest.mark.parametrize("language", TALK)
def test_what_the_conversation_itself_says_stays(server: Local, language: str) -> None:
    thread = opened(server, "bea")
    said = {"zh": "我们货发德国，找婴儿睡袋，100元以内", "en": "we ship to Germany, find infant sleeping bags under 100 yuan"}[language]
    reply = say(server, thread, said, "bea").json()
    told = read(server, shared(server, thread, "bea").json()["token"]).json()["replies"][0]
    assert told["text"].split("\n") == [line for line in reply["text"].split("\n") if line not in reply["private"]] and len(reply["private"]) <= 1
    assert told["cards"] == reply["cards"] and told["citations"] == reply["citations"]


@pytest.fixture(scope="module")
def two(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A server of two shops, of which one is asked by names of its own."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "tenants.yaml").write_text(yaml.safe_dump({"acme": {"hosts": ["acme.localhost"]}}))
    with Local(create_app(Settings(store=six_store, state=folder, auth="session", tenants=folder / "tenants.yaml"))) as running:
        yield running


HOSTS = ("127.0.0.1", "acme.localhost")


def of(server: Local, host: str) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers={"Host": f"{host}:{server.port}"})


def link(browser: httpx.Client, text: str = "睡袋,200元以内") -> str:
    browser.post("/v1/session")
    thread = browser.post("/v1/threads").json()["thread_id"]
    browser.post(f"/v1/threads/{thread}/turns", json={"text": text})
    return str(browser.post(f"/v1/threads/{thread}/share").json()["token"])


@pytest.mark.parametrize("owner", HOSTS)
def test_a_link_is_opened_in_the_shop_that_it_was_made_in_and_in_no_other(two: Local, owner: str) -> None:
    with of(two, owner) as browser:
        token = link(browser)
    for host in HOSTS:
        with of(two, host) as stranger:
            answer: dict[str, Any] = (got := stranger.get(f"/v1/shared/{token}")).json()
        assert (got.status_code, answer.get("code")) == ((200, None) if host == owner else (404, "share_unknown")), host


def test_a_link_is_of_the_store_that_the_conversation_is_about(six_store: Path, store: Path, tmp_path: Path) -> None:
    with Local(create_app(Settings(store=six_store, state=tmp_path, auth="session"))) as server, of(server, HOSTS[0]) as browser:
        token = link(browser)
    with Local(create_app(Settings(store=store, state=tmp_path, auth="session"))) as server:
        assert (read(server, token).status_code, read(server, token).json()["code"]) == (404, "share_unknown")


@pytest.mark.parametrize("token", ["x", "%00", "%FF", "é", ".", "..", "a.b.c", "eyJ0Ijoi.MQ", "." * 50])
def test_a_token_that_is_none_is_told_in_words(server: Local, token: str) -> None:
    answer = httpx.get(f"{server.url}/v1/shared/{token}")
    assert answer.status_code == 404 and answer.json()["code"] in ("share_unknown", "not_found") and answer.json()["detail"]
