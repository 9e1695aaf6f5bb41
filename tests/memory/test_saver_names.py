"""What a thread, a namespace and a task may be called, and that a name that isn't taken harms nobody else."""

import asyncio
import base64
import json
from pathlib import Path
from typing import Any, TypedDict
from uuid import UUID, uuid4

import pytest
import redis
import redis.asyncio
from daogou.memory.connection import connect
from daogou.memory.redis import RedisSaver
from daogou.schema.errors import InputError
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import Checkpoint, CheckpointTuple, empty_checkpoint
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt

BEFORE = Path(__file__).with_name("stored_before.json")
"""What version 0.1.0 of 29 November 2026 stored: by key, fields and values of a hash, or members of a sorted set; all in base64."""


class State(TypedDict, total=False):
    said: str
    long: str
    answer: str


def asking(saver: RedisSaver) -> Any:
    """A subgraph that asks back, behind a node that makes a long value."""
    inner = StateGraph(State)
    inner.add_node("asks", lambda state: {"answer": interrupt("colour?")})
    inner.add_edge(START, "asks")
    inner.add_edge("asks", END)
    builder = StateGraph(State)
    builder.add_node("says", lambda state: {"long": state["said"] * 500})
    builder.add_node("sub", inner.compile())
    builder.add_edge(START, "says")
    builder.add_edge("says", "sub")
    builder.add_edge("sub", END)
    return builder.compile(checkpointer=saver)


def place(thread: Any, namespace: str = "", **other: Any) -> RunnableConfig:
    return {"configurable": {"thread_id": thread, "checkpoint_ns": namespace, **other}}


def checkpoint(value: str) -> tuple[Checkpoint, dict[str, Any], dict[str, str | int | float]]:
    versions: dict[str, str | int | float] = {"said": f"0000000001.{uuid4().hex[:8]}"}
    return empty_checkpoint() | {"channel_values": {"said": value}, "channel_versions": versions}, {"run_id": value}, versions


def put(saver: RedisSaver, at: RunnableConfig, value: str) -> RunnableConfig:
    return saver.put(at, *checkpoint(value))  # type: ignore[arg-type]


def said(found: CheckpointTuple | None) -> Any:
    return found and found.checkpoint["channel_values"]["said"]


@pytest.mark.parametrize("thread", [7, UUID("2f1f4a52-6c0e-4a4e-9a53-0d6c0e4a4e9a")])
def test_a_thread_named_by_a_number_or_a_uuid_is_one_thread_by_every_method(saver: RedisSaver, database: redis.Redis, thread: Any) -> None:
    stored = put(saver, place(thread), "hello")
    saver.put_writes(stored, [("said", "more")], "task")
    for named in (thread, str(thread)):
        assert said(saver.get_tuple(place(named))) == "hello"
        assert [said(each) for each in saver.list(place(named))] == ["hello"]
    assert list(saver.threads_stored()) == [str(thread)]
    saver.copy_thread(thread, "copy")
    saver.copy_thread("copy", thread)
    put(saver, place(str(thread)), "again")
    saver.prune([thread])
    assert [said(each) for each in saver.list(place(thread))] == ["again"]
    assert [said(each) for each in saver.list(None)].count("again") == 1
    saver.delete_thread(thread)
    assert saver.get_tuple(place(str(thread))) is None
    saver.delete_thread("copy")
    assert not list(database.scan_iter(match=f"{saver.prefix}:*"))


def test_a_graph_goes_on_with_a_thread_named_by_a_uuid(saver: RedisSaver) -> None:
    thread = uuid4()

    async def asked() -> Any:
        await asking(saver).ainvoke({"said": "tent"}, {"configurable": {"thread_id": thread}})
        return await asking(saver).ainvoke(Command(resume="red"), {"configurable": {"thread_id": str(thread)}})

    assert asyncio.run(asked())["answer"] == "red"


def test_a_thread_without_a_name_is_one_like_others_on_every_server(any_url: str) -> None:
    saver = RedisSaver(any_url, prefix="nameless", ttl=1000)
    for thread in ("", "%", "named"):
        saver.put_writes(put(saver, place(thread), f"hello {thread}"), [("said", "more")], "task")
    for thread in ("", "%", "named"):
        assert said(saver.get_tuple(place(thread))) == f"hello {thread}"
        assert [said(each) for each in saver.list(place(thread))] == [f"hello {thread}"]
    assert sorted(saver.threads_stored()) == ["", "%", "named"]
    saver.delete_for_runs(["hello "])
    assert saver.get_tuple(place("")) is None
    assert sorted(said(each) or "" for each in saver.list(None)) == ["hello %", "hello named"]
    for thread in ("", "%", "named"):
        saver.delete_thread(thread)
    assert not list(saver.threads_stored())
    saver.close()


@pytest.mark.parametrize("name", ["a\0b", "\0", "half \ud800"])
def test_a_namespace_that_cannot_be_told_from_others_is_refused_and_leaves_nothing(saver: RedisSaver, database: redis.Redis, name: str) -> None:
    with pytest.raises(InputError, match="checkpoint_ns"):
        put(saver, place("t", name), "hello")
    stored = put(saver, place("t"), "hers")
    with pytest.raises(InputError, match="checkpoint_ns"):
        saver.put_writes(place("t", name, checkpoint_id=stored["configurable"]["checkpoint_id"]), [("said", "more")], "task")
    with pytest.raises(InputError, match="task_id"):
        saver.put_writes(stored, [("said", "more")], name)
    assert [said(each) for each in saver.list(None)] == ["hers"]
    saver.prune(["t"])
    saver.delete_for_runs(["hers"])
    assert not list(saver.list(None))


@pytest.fixture
def before(valkey_url: str) -> RedisSaver:
    """A saver over what an earlier version stored."""
    prefix = f"before-{uuid4().hex}"
    with connect(valkey_url) as client:
        for key, stored in json.loads(BEFORE.read_text()).items():
            name = key.replace("before", prefix, 1)
            if isinstance(stored, list):
                client.zadd(name, {base64.b64decode(member): 0 for member in stored})
            else:
                client.hset(name, mapping={base64.b64decode(field): base64.b64decode(value) for field, value in stored.items()})
    return RedisSaver(valkey_url, prefix=prefix, keep_last=3)


@pytest.mark.parametrize("thread", ["named", ""])
def test_what_an_earlier_version_stored_is_gone_on_with(before: RedisSaver, thread: str) -> None:
    at: RunnableConfig = {"configurable": {"thread_id": thread}}
    graph = asking(before)
    assert graph.get_state(at).values == {"said": "tent", "long": "tent" * 500}
    assert graph.invoke(Command(resume="red"), at, durability="sync")["answer"] == "red"
    assert next(before.list(at)).checkpoint["channel_values"]["long"] == "tent" * 500
    before.close()


def test_a_namespace_that_an_earlier_version_took_breaks_nothing_for_others(before: RedisSaver, database: redis.Redis) -> None:
    found = {(each.config["configurable"]["thread_id"], each.config["configurable"]["checkpoint_ns"]): each for each in before.list(None)}
    assert {thread for thread, _ in found} == {"named", "", "nul"}
    assert said(found["nul", "a\0b"]) == "nul"
    assert found["nul", "a\0b"].pending_writes == [("task", "said", "w")]
    before.prune(["nul"])
    assert said(before.get_tuple(place("nul", "a\0b"))) == "nul"
    before.delete_for_runs(["r"])
    assert not [each for each in before.list(None) if each.config["configurable"]["thread_id"] == "nul"]
    before.delete_thread("nul")
    assert not list(database.scan_iter(match=f"{before.prefix}:{{nul}}:*"))
    before.close()
