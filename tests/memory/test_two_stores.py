"""Conversations of two stores that are kept beside each other, in SQLite and in Valkey alike: an id is each store's own."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import redis
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.memory.conversations import open_conversations
from daogou.schema.errors import InputError
from daogou.schema.settings import Settings
from daogou.serving.app import create_app
from pydantic import SecretStr

from ..serving.server import Local

BAGS, MICE = "睡袋，要纯棉的，100元以内", "便宜的有哪些"
Open = Callable[[Path], Assistant]


@pytest.fixture(scope="module")
def mice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another store than the six products."""
    folder = tmp_path_factory.mktemp("mice")
    lines = (
        f'{{"id": "m{price}", "title": "无线鼠标 静音 {price}", "price": {price}, "category": ["数码", "无线鼠标"]}}\n' for price in (30, 45, 150)
    )
    (folder / "products.jsonl").write_text("".join(lines), "utf-8")
    ingest([folder / "products.jsonl"], folder / "store")
    return folder / "store"


@pytest.fixture(params=["sqlite", "redis"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Where both stores' conversations are kept."""
    url = SecretStr(request.getfixturevalue("valkey_url")) if request.param == "redis" else None
    return Settings(state=tmp_path / "state", redis_url=url)


@pytest.fixture
def opened(home: Settings) -> Iterator[Open]:
    there: list[Assistant] = []

    def open_one(store: Path) -> Assistant:
        there.append(open_assistant(settings=home.model_copy(update={"store": store})))
        return there[-1]

    yield open_one
    for each in there:
        each.close()


@pytest.fixture
def thread() -> str:
    return f"t-{uuid4().hex}"


def unbind(home: Settings, thread: str) -> None:
    """As an earlier version stored it."""
    if home.redis_url is not None:
        client = redis.Redis.from_url(home.redis_url.get_secret_value())
        assert client.hdel(f"daogou:transcript:{{{thread}}}:entry", "store") == 1
        return
    assert home.state is not None
    with sqlite3.connect(home.state / "transcripts.sqlite") as db:
        assert db.execute("DELETE FROM bound WHERE thread = ?", (thread,)).rowcount == 1


def talked(assistant: Assistant, thread: str) -> list[str]:
    return [turn.text for turn in assistant.threads.get(thread)]


def test_the_same_id_is_a_conversation_of_its_own_in_each_store(opened: Open, six_store: Path, mice: Path, thread: str) -> None:
    bags, other = opened(six_store), opened(mice)
    assert bags.ask(BAGS, thread=thread).need.conditions
    first = other.ask(MICE, thread=thread)
    assert (first.thread_id, first.turn, first.need.category, [each.field for each in first.need.conditions]) == (thread, 1, None, [])
    assert {card.product_id for card in other.ask("无线鼠标", thread=thread).cards} == {"m30", "m45", "m150"}
    again = bags.ask("怎么选?", thread=thread)
    assert (again.thread_id, again.turn, {each.field for each in again.need.conditions}) == (thread, 2, {"attr.material", "price"})
    assert (talked(bags, thread), talked(other, thread)) == ([BAGS, "怎么选?"], [MICE, "无线鼠标"])
    assert other.ask("便宜点的", thread=thread).turn == 3


def test_each_store_lists_rates_renames_and_deletes_its_own(opened: Open, six_store: Path, mice: Path, thread: str) -> None:
    bags, other, ann = opened(six_store), opened(mice), f"ann-{thread}"
    bags.ask(BAGS, thread=thread, buyer=ann)
    other.ask("无线鼠标", thread=thread, buyer="bob")
    with pytest.raises(InputError):
        other.ask("便宜点的", thread=thread, buyer=ann)
    other.threads.delete(thread)
    for assistant in (bags, other):
        assistant.ask("便宜点的", thread=thread, buyer=ann)
    bags.feedback.add(thread, 2, 1, buyer=ann)
    other.threads.rename(thread, "mice")
    assert [[(each.thread_id, each.turns) for each in one.threads.list(ann)] for one in (bags, other)] == [[(thread, 2)], [(thread, 1)]]
    assert [each.title for each in other.threads.list(ann)] == ["mice"]
    assert (len(bags.feedback.list(thread, ann)), other.feedback.list(thread, ann)) == (1, ())
    assert bags.threads.delete(thread, ann) and not bags.threads.delete(thread, ann)
    assert (bags.threads.list(ann), bags.ask("便宜点的", thread=thread, buyer=ann).turn) == ((), 1)
    assert other.ask("便宜点的", thread=thread, buyer=ann).turn == 2
    assert bags.threads.delete_buyer(ann) == 2
    assert other.threads.find(thread) is None


def test_what_an_earlier_version_kept_goes_on_and_is_then_that_stores(opened: Open, home: Settings, six_store: Path, mice: Path, thread: str) -> None:
    opened(six_store).ask(BAGS, thread=thread, buyer="ann")
    unbind(home, thread)
    bags, other = opened(six_store), opened(mice)
    for each in (bags, other):
        assert talked(each, thread) == [BAGS]
        assert thread in [one.thread_id for one in each.threads.list("ann")]
    assert bags.ask("怎么选?", thread=thread, buyer="ann").turn == 2
    assert other.threads.find(thread) is None
    assert thread not in [one.thread_id for one in other.threads.list("ann")]
    assert other.ask("无线鼠标", thread=thread).turn == 1


def test_a_store_may_have_a_name_by_which_its_conversations_stay_wherever_it_lies(home: Settings, six_store: Path, mice: Path, thread: str) -> None:
    for turn, store in enumerate((six_store, mice), 1):
        with open_assistant(settings=home.model_copy(update={"store": store, "store_name": "shop"})) as assistant:
            assert assistant.ask(BAGS, thread=thread).turn == turn


def test_a_running_server_that_is_given_another_folder_goes_on(opened: Open, six_store: Path, mice: Path, thread: str) -> None:
    bags = opened(six_store)
    bags.ask(BAGS, thread=thread)
    renewed = bags.renewed(bags.settings.model_copy(update={"store": mice}))
    assert renewed.ask("便宜点的", thread=thread).turn == 2
    renewed.retire()


def test_who_sees_every_store_finds_both(opened: Open, home: Settings, six_store: Path, mice: Path, thread: str) -> None:
    for store in (six_store, mice):
        opened(store).ask(BAGS, thread=thread, buyer=thread)
    with open_conversations(home) as every:
        keys = every.called(thread)
        assert sorted(found.store for key in keys if (found := every.find(key)) and found.store) == sorted(map(str, (six_store, mice)))
        assert [each.thread_id for each in every.list(thread)] == [thread, thread]
        assert every.delete(keys[0]) and every.delete(keys[1])
        assert every.called(thread) == ()


def test_over_http_each_store_has_its_own(opened: Open, home: Settings, six_store: Path, mice: Path, thread: str) -> None:
    opened(six_store).ask(BAGS, thread=thread)
    with Local(create_app(home.model_copy(update={"store": mice}))) as server:
        url = f"{server.url}/v1/threads/{thread}"
        assert httpx.get(url).status_code == 404
        assert httpx.post(f"{url}/turns", json={"text": "无线鼠标", "turn_id": "one"}, timeout=60).json()["turn"] == 1
        kept = httpx.get(url).json()
        assert (kept["thread_id"], kept["turns"], kept["need"]["category"]) == (thread, 1, "无线鼠标")
        assert len(httpx.post(f"{server.url}/v1/suggestions", json={"thread_id": thread}).json()["suggestions"]) == 3
        assert httpx.post(f"{url}/stop").json() == {"stopped": False}
        assert httpx.get(f"{url}/turns/one/events").status_code == 200
        assert str(mice) not in httpx.get(f"{server.url}/v1/threads").text
        assert httpx.delete(url).status_code == 204
        assert httpx.get(url).status_code == 404
    assert talked(opened(six_store), thread) == [BAGS]
