"""With the cache on, every reply is the one that it is without; a new catalogue answers at once; nobody gets another's."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.memory.caches import redis_shelf
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ..conftest import SIX
from ..waiting import HANG_S
from .commanded import seek, turn, want

CONVERSATIONS = (
    ("给宝宝找一款秋冬睡袋,100元以内", "第二款有什么认证?"),
    ("infant sleeping bag under 100 yuan", "how do I choose between these?"),
    ("起订量不超过10件的睡袋,100元以内",),
    ("100元以内的睡袋,起订量不超过10件", "哪款更合适？"),
)


@pytest.fixture(params=["local", "redis"])
def cached(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.setattr(redis_shelf, "TIMEOUT_S", HANG_S)
    url = SecretStr(request.getfixturevalue("valkey_url")) if request.param == "redis" else None
    with open_assistant(settings=settings.model_copy(update={"redis_url": url})) as opened:
        opened.shopfront.cache.forget(opened.shopfront.current().catalogue.manifest.version)
        yield opened


@pytest.fixture
def uncached(settings: Settings, tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(settings=settings.model_copy(update={"cache": False, "state": tmp_path / "uncached"})) as opened:
        yield opened


def plain(reply: Reply) -> dict[str, Any]:
    """Without what a reply has of its moment: the thread's name, times."""
    told = reply.model_dump(mode="json", exclude={"thread_id", "timings_ms"})
    for citation in told["citations"]:
        citation.pop("retrieved_at", None)
    return told


def test_a_cached_reply_is_the_reply(cached: Assistant, uncached: Assistant, request: pytest.FixtureRequest) -> None:
    for number, conversation in enumerate(CONVERSATIONS):
        thread = f"{request.node.name}-{number}"
        for text in conversation:
            expected = plain(uncached.ask(text, thread=thread, buyer="ann"))
            for buyer in ("ann", "bob"):
                assert plain(cached.ask(text, thread=f"{thread}-{buyer}", buyer=buyer)) == expected, text
    counts = cached.shopfront.cache.counts
    assert counts["hit", "retrieval"] > 0 and counts["hit", "search"] > 0
    assert counts["failed", ""] == 0


async def taken(assistant: Assistant, text: str, thread: str, buyer: str | None = None) -> tuple[list[Any], dict[str, Any]]:
    """Its events but for what is of the moment, and the state that it leaves."""
    events: list[Any] = []
    async for event in assistant.stream(text, thread=thread, buyer=buyer):
        if event.event == "citations":
            events.append([{**each, "retrieved_at": None} for each in event.data])
        elif event.event != "progress":
            events.append(plain(event.data) if isinstance(event.data, Reply) else event.data)
    values = (await assistant.graph.aget_state({"configurable": {"thread_id": thread}})).values
    messages = [(message.type, message.content) for message in values["messages"]]
    return events, {**values, "messages": messages, "timings_ms": None}


def test_an_opening_is_kept_whole_and_what_asks_more_is_worked_out_each_time(cached: Assistant, request: pytest.FixtureRequest) -> None:
    """What leaves, and what the next turn goes on from, are what they were when it was worked out."""
    kept, others = ("婴儿睡袋", "baby sleeping bag under 100 yuan", "火箭"), ("婴儿睡袋,第一款有什么认证?", "which brands are there?", "你好")
    for text in (*kept, *others):
        threads = [(f"{request.node.name}-{text}-{buyer}", buyer) for buyer in ("ann", "bob", None)]
        first, *rest = [asyncio.run(taken(cached, text, thread, buyer)) for thread, buyer in threads]
        assert all(one == first for one in rest), text
        assert cached.shopfront.cache.counts["hit", "reply"] == 2 * len(kept[: [*kept, *others].index(text) + 1])


LOCAL = pytest.mark.parametrize("cached", ["local"], indirect=True)


@LOCAL
def test_nothing_whole_is_kept_of_a_buyer_of_whom_something_is_known(cached: Assistant, request: pytest.FixtureRequest) -> None:
    buyer, text = f"{request.node.name}-buyer", "婴儿睡袋,88元以内"
    cached.ask("we sell in Germany", buyer=buyer, thread=f"{request.node.name}-0")
    before = cached.shopfront.cache.counts.copy()
    told = cached.ask(text, buyer=buyer, thread=f"{request.node.name}-1")
    assert cached.shopfront.cache.counts["hit", "reply"] == before["hit", "reply"]
    other = cached.ask(text, thread=f"{request.node.name}-2")
    assert other.need.facts == () and told.need.facts != ()
    assert cached.shopfront.cache.counts["hit", "reply"] == before["hit", "reply"]


@LOCAL
def test_other_words_for_the_same_need_get_a_reply_in_their_own(cached: Assistant, request: pytest.FixtureRequest) -> None:
    said = ["77元以内", "不超过77元"]
    needs = [turn(cached, f"{request.node.name}-{text}", seek("睡袋"), want("price", "<=", 77, text=text)).need for text in said]
    assert [need.conditions[0].text for need in needs] == said


@LOCAL
def test_the_second_one_is_the_second_of_his_own_list(cached: Assistant, request: pytest.FixtureRequest) -> None:
    threads = {"睡袋": f"{request.node.name}-a", "鼠标": f"{request.node.name}-b"}
    for query, thread in threads.items():
        cached.ask(query, thread=thread)
    about = [json.dumps(plain(cached.ask("第一款有什么认证?", thread=thread)), ensure_ascii=False) for thread in threads.values()]
    assert about[0] != about[1]


def test_a_new_price_answers_at_once_and_the_old_catalogue_leaves_nothing(settings: Settings, tmp_path: Path, valkey_url: str) -> None:
    source, store = tmp_path / "source", tmp_path / "store"
    shutil.copytree(SIX, source)
    ingest([source], store)
    own = settings.model_copy(update={"store": store, "redis_url": SecretStr(valkey_url)})
    with open_assistant(settings=own) as assistant, redis.Redis.from_url(valkey_url) as client:
        before = assistant.ask("睡袋,1000元以内", thread="price-1").cards
        version = assistant.shopfront.current().catalogue.manifest.version
        assert list(client.scan_iter(f"daogou:cache:{{{version}}}*"))
        file = source / "products.jsonl"
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        raised = [{**row, "price": 999} if row["id"] == before[0].product_id else row for row in rows]
        file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in raised), "utf-8")
        ingest([source], store)
        after = {card.product_id: card.price for card in assistant.ask("睡袋,1000元以内", thread="price-2").cards}
        assert float(after[before[0].product_id] or 0) == 999
        assert list(client.scan_iter(f"daogou:cache:{{{version}}}*")) == []
        version = assistant.shopfront.current().catalogue.manifest.version
        assert list(client.scan_iter(f"daogou:cache:{{{version}}}*"))
    with redis.Redis.from_url(valkey_url) as client:  # and beside no server
        ingest([SIX], store, settings=own)
        assert list(client.scan_iter(f"daogou:cache:{{{version}}}*")) == []
