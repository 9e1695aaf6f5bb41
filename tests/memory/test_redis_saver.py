"""Our saver by LangGraph's own conformance suite, by LangGraph's saver in memory as the model, and by what it promises beyond both."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
import redis
import redis.asyncio
from daogou.memory.connection import CLUSTER
from daogou.memory.record import Damaged
from daogou.memory.redis import RedisSaver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver, Checkpoint, CheckpointTuple, empty_checkpoint
from langgraph.checkpoint.base.id import uuid6
from langgraph.checkpoint.conformance import checkpointer_test, validate
from langgraph.checkpoint.memory import InMemorySaver
from redis.backoff import NoBackoff
from redis.retry import Retry

CHANNELS = ("messages", "need", "a b:{c}")
NAMESPACES = ("", "sub", "sub:1|x:2")


@asynccontextmanager
async def _over(url: str, client: str) -> AsyncIterator[RedisSaver]:
    """A saver of this url, or of an asynchronous client of the test's."""
    if client == "url":
        opened = RedisSaver(url, prefix="conformance")
        yield opened
        opened.close()
        return
    plain = url.replace(CLUSTER, "redis")
    native: Any = redis.asyncio.Redis.from_url(plain) if plain == url else redis.asyncio.RedisCluster.from_url(plain)
    opened = RedisSaver(async_client=native, prefix="conformance")
    yield opened
    opened.close()
    await native.aclose()


@pytest.mark.parametrize("client", ["url", "async_client"])
def test_the_conformance_suite_base_and_extended(any_url: str, client: str) -> None:
    @checkpointer_test(name="daogou")
    async def registered() -> AsyncGenerator[BaseCheckpointSaver[str], None]:
        async with _over(any_url, client) as opened:
            yield opened

    report = asyncio.run(validate(registered))
    assert not [failure for result in report.results.values() for failure in result.failures or ()]
    assert report.passed_all()


class Walk:
    """The same operations on several savers, each with versions of the first's making."""

    def __init__(self, *savers: BaseCheckpointSaver[Any]) -> None:
        self.savers = savers
        self.heads: dict[tuple[str, str], Checkpoint] = {}
        self.ids: list[RunnableConfig] = []
        self._steps = count()

    def put(self, thread: str, namespace: str, changed: dict[str, Any], run: str) -> None:
        latest = self.savers[0].get_tuple({"configurable": {"thread_id": thread, "checkpoint_ns": namespace}})
        head = latest.checkpoint if latest else empty_checkpoint()  # as a graph does: it goes on from what is there
        versions = {name: self.savers[0].get_next_version(head["channel_versions"].get(name), None) for name in changed}
        checkpoint = empty_checkpoint() | {
            "id": str(uuid6(clock_seq=next(self._steps) % 16000)),
            "channel_values": {name: value for name, value in (head["channel_values"] | changed).items() if value is not None},
            "channel_versions": head["channel_versions"] | versions,
        }
        at: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": namespace}}
        if head["channel_versions"]:
            at["configurable"]["checkpoint_id"] = head["id"]
        metadata = {"run_id": run, "step": next(self._steps)}
        stored = [one.put(at, checkpoint, metadata, versions) for one in self.savers]  # type: ignore[arg-type]
        assert all(each == stored[0] for each in stored)
        self.heads[thread, namespace] = checkpoint
        self.ids.append(stored[0])

    def write(self, place: int, task: str, channel: str, value: Any, path: str) -> None:
        if self.ids:
            for one in self.savers:
                one.put_writes(self.ids[place % len(self.ids)], [(channel, value)], task, path)

    def delete(self, thread: str) -> None:
        for one in self.savers:
            one.delete_thread(thread)

    def agree(self, thread: str) -> None:
        for namespace in NAMESPACES:
            latest: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": namespace}}
            found = [one.get_tuple(latest) for one in self.savers]
            assert _same(found[0]) == _same(found[1])
            listed = [[_same(each) for each in one.list(latest)] for one in self.savers]
            assert listed[0] == listed[1]
        for at in self.ids:
            found = [_same(one.get_tuple(at)) for one in self.savers]
            assert found[0] == found[1]


def _same(found: CheckpointTuple | None) -> Any:
    return found and (found.checkpoint, found.metadata, found.parent_config, found.pending_writes, found.config["configurable"]["checkpoint_id"])


_values = st.one_of(st.none(), st.integers(-9, 9), st.text(max_size=20), st.lists(st.text(alphabet="ab", min_size=500, max_size=900), max_size=3))
_put = st.tuples(
    st.just("put"), st.sampled_from("12"), st.sampled_from(NAMESPACES), st.dictionaries(st.sampled_from(CHANNELS), _values), st.sampled_from("rs")
)
_named = st.sampled_from([*CHANNELS, "__error__", "__interrupt__"])
_write = st.tuples(
    st.just("write"), st.integers(0, 9), st.sampled_from(["t1", "t2"]), _named, _values, st.sampled_from("ab")
)  # fmt: skip
_delete = st.tuples(st.just("delete"), st.sampled_from("12"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(_put, _put, _write, _delete), max_size=12))
def test_it_answers_as_the_saver_in_memory_does(saver: RedisSaver, steps: list[tuple[Any, ...]]) -> None:
    walk = Walk(saver, InMemorySaver())
    for name, *arguments in steps:
        getattr(walk, name)(*arguments)
    for thread in "12":
        walk.agree(thread)
    for thread in "12":
        saver.delete_thread(thread)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_put, max_size=15), keep=st.integers(1, 4))
def test_what_retention_keeps_is_whole_and_what_it_lets_go_leaves_nothing(
    valkey_url: str, database: redis.Redis, steps: list[Any], keep: int
) -> None:
    kept = RedisSaver(valkey_url, keep_last=keep, prefix=f"keep-{uuid4().hex}")
    every = InMemorySaver()
    walk = Walk(kept, every)
    for _, *arguments in steps:
        walk.put(*arguments)
    for thread in "12":
        referred = set()
        for namespace in NAMESPACES:
            at: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": namespace}}
            found = [_same(each) for each in kept.list(at)]
            assert found == [_same(each) for each in every.list(at)][: len(found)]
            assert len(found) <= keep
            assert found or not kept.get_tuple(at)
            if namespace in ("", "sub"):
                assert len(found) == min(keep, len(list(every.list(at))))
            referred |= {(namespace, name, str(version)) for each in found for name, version in each[0]["channel_versions"].items()}
        stored = {
            tuple((name if isinstance(name, str) else name.decode()).split("\0")) for name in database.hkeys(f"{kept.prefix}:{{{thread}}}:channels")
        }
        assert stored == referred
        kept.delete_thread(thread)
    assert not list(database.scan_iter(match=f"{kept.prefix}:*"))
    kept.close()


def _one(saver: RedisSaver, thread: str, text: str) -> RunnableConfig:
    walk = Walk(saver)
    walk.put(thread, "", {"messages": text, "need": "n"}, "r")
    return walk.ids[-1]


def test_a_thread_lives_as_a_whole_and_use_prolongs_it(valkey_url: str, database: redis.Redis) -> None:
    saver = RedisSaver(valkey_url, ttl=1000, prefix=f"ttl-{uuid4().hex}")
    at = _one(saver, "t", "hello")
    saver.put_writes(at, [("messages", "w")], "task")
    names = list(database.scan_iter(match=f"{saver.prefix}:*"))
    assert len(names) == 4
    for name in names:
        database.expire(name, 10)
    saver.get_tuple(at)
    assert {database.ttl(name) > 900 for name in names} == {True}
    saver.close()


def test_a_damaged_checkpoint_is_told_of_and_set_aside(saver: RedisSaver, database: redis.Redis) -> None:
    walk = Walk(saver)
    walk.put("t", "", {"messages": "first"}, "r")
    walk.put("t", "", {"messages": "second"}, "r")
    walk.put("other", "", {"messages": "hers"}, "r")
    latest: RunnableConfig = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
    version = walk.heads["t", ""]["channel_versions"]["messages"]
    database.hdel(f"{saver.prefix}:{{t}}:channels", f"\0messages\0{version}")
    with pytest.raises(Damaged) as told:
        saver.get_tuple(latest)
    assert walk.ids[1]["configurable"]["checkpoint_id"] in str(told.value)
    assert walk.ids[0]["configurable"]["checkpoint_id"] in str(told.value)
    before = saver.get_tuple(latest)
    assert before and before.checkpoint["channel_values"] == {"messages": "first"}
    hers = saver.get_tuple({"configurable": {"thread_id": "other", "checkpoint_ns": ""}})
    assert hers and hers.checkpoint["channel_values"] == {"messages": "hers"}


@pytest.mark.parametrize("part", ["index", "checkpoints", "channels", "writes"])
def test_a_key_that_was_thrown_out_is_no_empty_conversation(saver: RedisSaver, database: redis.Redis, part: str) -> None:
    """As a server does whose memory is full and whose policy isn't noeviction."""
    walk = Walk(saver)
    walk.put("t", "", {"messages": "first"}, "r")
    walk.put("t", "", {"messages": "second"}, "r")
    saver.put_writes(walk.ids[1], [("messages", "third")], "task")
    latest: RunnableConfig = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
    before = _same(saver.get_tuple(latest))
    database.delete(f"{saver.prefix}:{{t}}:{part}")
    if part == "index":
        assert _same(saver.get_tuple(latest)) == before  # it is made anew from the others
        assert len(list(saver.list(latest))) == 2
        return
    with pytest.raises(Damaged):
        saver.get_tuple(latest)
    saver.delete_thread("t")
    assert not list(database.scan_iter(match=f"{saver.prefix}:*"))


@pytest.mark.parametrize("part", ["index", "checkpoints", "channels", "writes"])
def test_a_key_of_another_type_is_set_aside_and_the_thread_can_be_deleted(saver: RedisSaver, database: redis.Redis, part: str) -> None:
    walk = Walk(saver)
    walk.put("t", "", {"messages": "first"}, "r")
    saver.put_writes(walk.ids[0], [("messages", "second")], "task")
    latest: RunnableConfig = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}
    key = f"{saver.prefix}:{{t}}:{part}"
    database.set(key, "another's")
    if part == "index":
        assert saver.get_tuple(latest)  # it is made anew from the others
    else:
        with pytest.raises(Damaged, match="'t' is damaged"):
            saver.get_tuple(latest)
        assert saver.get_tuple(latest) is None
    assert database.get(f"{key}-damaged") == b"another's"
    _one(saver, "t", "anew")
    assert saver.get_tuple(latest)
    database.set(key, "again")
    saver.delete_thread("t")
    assert not list(database.scan_iter(match=f"{saver.prefix}:*"))


def test_a_thread_of_which_every_key_is_of_another_type_is_told_of(saver: RedisSaver, database: redis.Redis) -> None:
    _one(saver, "t", "hello")
    for key in list(database.scan_iter(match=f"{saver.prefix}:*")):
        database.set(key, "another's")
    with pytest.raises(Damaged, match="begins it anew"):
        saver.get_tuple({"configurable": {"thread_id": "t", "checkpoint_ns": ""}})


@pytest.mark.parametrize("junk", [b"", b"\0", b"\1not zlib", b"\0\xc1", b"\0\x90"])
def test_bytes_of_another_make_are_damage_and_nothing_else(saver: RedisSaver, database: redis.Redis, junk: bytes) -> None:
    at = _one(saver, "t", "hello")
    database.hset(f"{saver.prefix}:{{t}}:checkpoints", f"\0{at['configurable']['checkpoint_id']}", junk)
    with pytest.raises(Damaged):
        saver.get_tuple(at)
    assert saver.get_tuple({"configurable": {"thread_id": "t", "checkpoint_ns": ""}}) is None


def test_a_turn_is_two_round_trips(saver: RedisSaver, database: redis.Redis) -> None:
    at = _one(saver, "warm", "hello")
    saver.get_tuple(at)
    database.config_resetstat()
    _one(saver, "t", "hello")  # reads the thread, as a turn does, and writes it
    assert database.info("commandstats")["cmdstat_evalsha"]["calls"] == 2


def test_redis_away_is_an_error_and_never_an_empty_conversation(saver: RedisSaver) -> None:
    away = RedisSaver(client=redis.Redis(port=1, socket_connect_timeout=0.2, retry=Retry(NoBackoff(), 0)))
    with pytest.raises(redis.ConnectionError):
        away.get_tuple({"configurable": {"thread_id": "t", "checkpoint_ns": ""}})


def test_a_server_that_forgot_its_scripts_is_given_them_again(saver: RedisSaver, database: redis.Redis) -> None:
    at = _one(saver, "t", "hello")
    database.script_flush()
    found = saver.get_tuple(at)
    assert found and found.checkpoint["channel_values"]["messages"] == "hello"


@pytest.mark.parametrize("thread", ["t{a}b", "}", "100%", "睡袋 🛏", "a:b", "{}"])
def test_any_name_of_a_thread_will_do(saver: RedisSaver, database: redis.Redis, thread: str) -> None:
    at = _one(saver, thread, "hello")
    assert saver.get_tuple(at)
    assert list(saver.threads_stored()) == [thread]
    saver.delete_thread(thread)
    assert not list(database.scan_iter(match=f"{saver.prefix}:*"))


def test_an_asynchronous_client_alone_has_no_synchronous_half(valkey_url: str) -> None:
    saver = RedisSaver(async_client=redis.asyncio.Redis.from_url(valkey_url))
    with pytest.raises(RuntimeError, match="client"):
        saver.get_tuple({"configurable": {"thread_id": "t"}})


def test_clients_that_decode_are_refused(valkey_url: str) -> None:
    with pytest.raises(ValueError, match="decode_responses"):
        RedisSaver(client=redis.Redis.from_url(valkey_url, decode_responses=True))


@pytest.mark.parametrize("half", ["sync", "async", "native"])
def test_listing_ends_at_its_limit_over_all_threads(valkey_url: str, half: str) -> None:
    prefix = f"limit-{uuid4().hex}"
    saver = RedisSaver(valkey_url, prefix=prefix)
    walk = Walk(saver)
    for step in range(6):
        walk.put(f"t{step % 3}", "", {"messages": str(step)}, "even" if step % 2 else "odd")

    async def listed(**asked: Any) -> list[str]:
        native = redis.asyncio.Redis.from_url(valkey_url)
        by = RedisSaver(async_client=native, prefix=prefix) if half == "native" else saver
        found = [each async for each in by.alist(None, **asked)] if half != "sync" else list(by.list(None, **asked))
        await native.aclose()
        return [each.metadata["run_id"] for each in found]

    for limit, expected in ((None, 6), (4, 4), (1, 1), (0, 0)):
        assert len(asyncio.run(listed(limit=limit))) == expected
    assert asyncio.run(listed(filter={"run_id": "odd"}, limit=2)) == ["odd"] * 2
    assert asyncio.run(listed(filter={"run_id": "odd"})) == ["odd"] * 3
    saver.close()
