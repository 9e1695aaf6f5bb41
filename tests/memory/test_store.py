"""LangGraph's store on plain Redis and in the state folder: as InMemoryStore is, whatever is put, asked for and forgotten."""

import asyncio
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from daogou.memory.redis_store import RedisStore
from daogou.memory.stores import open_store
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings
from hypothesis import given, settings
from hypothesis import strategies as st
from langgraph.store.base import BaseStore, PutOp
from langgraph.store.memory import InMemoryStore

from .cluster import three_nodes

LABEL = st.sampled_from(["a", "b", "{x}", "50%", "中文", "*"])
NAMESPACE = st.lists(LABEL, min_size=1, max_size=4).map(tuple)
KEY = st.sampled_from(["k1", "k2", "钥匙", "a.b", ""])
VALUE = st.fixed_dictionaries({"n": st.integers(-3, 3), "s": st.sampled_from(["", "x", "睡袋"])}, optional={"nested": st.just({"deep": [1, None]})})
FILTER = st.one_of(
    st.none(),
    st.fixed_dictionaries({"s": st.sampled_from(["x", "睡袋"])}),
    st.fixed_dictionaries({"n": st.fixed_dictionaries({"$gte": st.integers(-1, 1)}, optional={"$ne": st.integers(0, 2)})}),
)


@pytest.fixture(scope="module")
def store(valkey_url: str) -> Iterator[RedisStore]:
    with redis.Redis.from_url(valkey_url) as client:
        client.flushdb()
    opened = RedisStore(valkey_url)
    yield opened
    opened.close()


def told(items: Any) -> set[tuple[tuple[str, ...], str, str]]:
    return {(item.namespace, item.key, repr(item.value)) for item in items}


@settings(max_examples=20)
@given(data=st.data())
def test_it_is_as_the_store_in_memory(store: RedisStore, data: st.DataObject) -> None:
    run, model = uuid.uuid4().hex, InMemoryStore()  # a namespace of its own for each example
    for _ in range(data.draw(st.integers(1, 8))):
        puts = data.draw(st.lists(st.tuples(NAMESPACE, KEY, st.one_of(st.none(), VALUE)), max_size=4))
        ops = [PutOp((run, *namespace), key, value) for namespace, key, value in puts]
        for each in (store, model):
            each.batch(list(ops))
        namespace, key, wanted = data.draw(NAMESPACE), data.draw(KEY), data.draw(FILTER)
        got, expected = (each.get((run, *namespace), key) for each in (store, model))
        assert (got and got.value) == (expected and expected.value)
        for prefix in ((run,), (run, *namespace[:1]), (run, *namespace)):
            found, meant = (each.search(prefix, filter=wanted, limit=100) for each in (store, model))
            assert told(found) == told(meant)
        depth = data.draw(st.one_of(st.none(), st.integers(1, 4)))
        held = {place for place, _, _ in told(model.search((run,), limit=100))}
        assert set(store.list_namespaces(prefix=(run,), max_depth=depth)) == {place[:depth] for place in held}
        assert set(store.list_namespaces(prefix=(run, "*"), suffix=("b",))) == {place for place in held if place[-1] == "b"}


def test_what_is_put_again_keeps_when_it_was_made(store: RedisStore) -> None:
    place = ("made", uuid.uuid4().hex)
    store.put(place, "k", {"n": 1})
    first = store.get(place, "k")
    store.put(place, "k", {"n": 2})
    second = store.get(place, "k")
    assert first is not None
    assert second is not None
    assert (second.created_at, second.value) == (first.created_at, {"n": 2})
    assert second.updated_at > first.updated_at


def test_an_item_lives_as_long_as_it_is_used(store: RedisStore) -> None:
    place, client = ("kept", uuid.uuid4().hex), store.client
    hour = 3_600_000
    store.put(place, "one", {"n": 1}, ttl=60)
    (key,) = client.keys(f"*{place[1]}*")
    assert 0 < client.pttl(key) <= hour
    store.put(place, "two", {"n": 2}, ttl=120)
    assert hour < client.pttl(key) <= 2 * hour
    store.put(place, "for ever", {"n": 3})
    assert client.pttl(key) == -1
    store.delete(place, "for ever")
    assert hour < client.pttl(key) <= 2 * hour
    store.put(place, "short", {"n": 4}, ttl=0.00002)  # a little over a millisecond
    while store.get(place, "short", refresh_ttl=False) is not None:
        pass
    assert told(store.search(place)) == {(place, "one", "{'n': 1}"), (place, "two", "{'n': 2}")}
    for name in ("one", "two"):
        store.delete(place, name)
    assert client.keys(f"*{place[1]}*") == []


def test_a_batch_on_one_root_is_one_round_trip(store: RedisStore) -> None:
    place = ("profile", uuid.uuid4().hex)
    store.batch([PutOp(place, "warm", {"n": 0})])
    before = calls(store.client)
    store.batch([PutOp(place, name, {"n": 1}) for name in "abc"])
    assert len(store.search(place)) == 4
    assert calls(store.client) - before == 2


def calls(client: Any) -> int:
    return int(client.info("commandstats")["cmdstat_evalsha"]["calls"])


@pytest.mark.parametrize("home", ["sqlite", "redis"])
def test_one_store_serves_several_event_loops(home: str, request: pytest.FixtureRequest, tmp_path: Any) -> None:
    settings = Settings(state=tmp_path / "state", redis_url=request.getfixturevalue("valkey_url") if home == "redis" else None)
    opened: BaseStore = open_store(settings)
    place = ("loops", uuid.uuid4().hex)
    for number in range(3):
        asyncio.run(opened.aput(place, str(number), {"n": number}))
    assert [item.value["n"] for item in sorted(asyncio.run(opened.asearch(place)), key=lambda item: item.key)] == [0, 1, 2]
    opened.close()  # type: ignore[attr-defined]


def test_it_works_on_a_cluster() -> None:
    with three_nodes() as url:
        store = RedisStore(url)
        for number in range(20):
            store.put(("profile", f"buyer {number}"), "trait", {"n": number})
        assert len(store.search(("profile",), limit=100)) == 20
        assert len(store.list_namespaces(limit=100)) == 20
        store.delete(("profile", "buyer 3"), "trait")
        assert store.search(("profile", "buyer 3")) == []
        store.close()


def test_redis_that_is_away_is_said_and_is_no_empty_store() -> None:
    store = RedisStore("redis://:s3cret@127.0.0.1:1/0")
    for ask in (lambda: store.get(("a", "b"), "k"), lambda: store.search(("a",)), lambda: store.put(("a", "b"), "k", {})):
        with pytest.raises(OutsideError, match=r"127\.0\.0\.1:1/0") as caught:
            ask()
        assert "s3cret" not in str(caught.value)
    store.close()
