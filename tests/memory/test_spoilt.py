"""Bytes in Redis that are nothing of ours: set aside, told of once, deletable, and nobody else suffers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.memory.record import Damaged
from daogou.memory.redis import RedisSaver
from daogou.schema.errors import DaogouError, InputError
from daogou.schema.profile import Profile
from daogou.schema.settings import Settings
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, MessagesState, StateGraph
from pydantic import SecretStr

from .servers import Server, server

SPOILT = [b"\xc1", b"\xa1a", b"\x93\x01\x02\x03", b"\x91\x91\x01", b"\x91\xa2\xff\xfe"]
"""No MessagePack, half of it, numbers, lists in lists, a name that is no UTF-8."""


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    with server(tmp_path / "alone") as running:
        yield running


def settings(alone: Server) -> Settings:
    return Settings(redis_url=SecretStr(alone.url), cache=False)


@pytest.fixture
def assistant(alone: Server, six_store: Path) -> Iterator[Assistant]:
    with open_assistant(six_store, settings=settings(alone)) as opened:
        yield opened


def names_of(alone: Server, thread: str) -> tuple[str, list[bytes]]:
    key = f"daogou:checkpoint:{{{thread}}}:checkpoints"
    with alone.client() as client:
        return key, sorted(field for field in client.hkeys(key) if field.endswith(b"\0"))


def put(alone: Server, key: str, field: bytes | str, value: bytes) -> None:
    with alone.client() as client:
        client.hset(key, field, value)


@pytest.mark.parametrize("bytes_", SPOILT)
def test_names_of_channels_that_cannot_be_read_are_a_damaged_checkpoint(alone: Server, bytes_: bytes) -> None:
    saver = RedisSaver(alone.url, keep_last=3)
    builder = StateGraph(MessagesState)
    builder.add_node("echo", lambda state: {})
    builder.add_edge(START, "echo")
    builder.add_edge("echo", END)
    graph = builder.compile(checkpointer=saver)
    place: RunnableConfig = {"configurable": {"thread_id": "d"}}
    for text in ("one", "two"):
        graph.invoke({"messages": [HumanMessage(text)]}, place)
    key, fields = names_of(alone, "d")
    put(alone, key, fields[-1], bytes_)
    with pytest.raises(Damaged, match="set aside"):
        graph.get_state(place)
    assert graph.get_state(place).values["messages"][0].content == "one"
    put(alone, key, names_of(alone, "d")[1][0], bytes_)  # an older one: retention goes on
    for text in ("three", "four", "five"):
        graph.invoke({"messages": [HumanMessage(text)]}, place)
    saver.prune(["d"])
    assert len(list(saver.list(place))) == 1
    saver.delete_thread("d")
    with alone.client() as client:
        assert list(client.scan_iter()) == []


def test_a_profile_that_cannot_be_read_is_told_of_once_and_can_be_deleted(alone: Server, assistant: Assistant) -> None:
    assistant.ask("我们货发德国,从来不要羊毛的", buyer="ann")
    key = "daogou:store:{profile.ann}:items"
    with alone.client() as client:
        fields = client.hkeys(key)
        assert len(fields) == 2
    put(alone, key, fields[0], b"\xffjunk")
    with pytest.raises(Damaged, match="removed"):
        assistant.profiles.get("ann")
    assert len(assistant.profiles.get("ann").traits) == 1
    put(alone, key, fields[0], b"\xffjunk")
    assert assistant.profiles.delete("ann")
    assert assistant.profiles.get("ann") == Profile(buyer="ann")
    with alone.client() as client:
        assert not client.exists(key)


@pytest.mark.parametrize("field", ["buyer", "updated_at"])
def test_an_entry_that_cannot_be_read_harms_nobody_else_and_can_be_deleted(alone: Server, assistant: Assistant, field: str) -> None:
    for thread in ("t", "u"):
        assistant.ask("婴儿睡袋", thread=thread)
    put(alone, "daogou:transcript:{t}:entry", field, b"\xff")
    assert "u" in [thread.thread_id for thread in assistant.threads.list()]
    try:
        assistant.ask("便宜的", thread="t")
    except DaogouError as error:
        assert "codec" not in str(error)
    assert assistant.ask("便宜的", thread="u").turn == 2
    assistant.threads.delete("t")
    with alone.client() as client:
        assert [key for key in client.scan_iter() if b"{t}" in key] == []


def test_a_turn_that_cannot_be_read_is_left_out(alone: Server, assistant: Assistant) -> None:
    for text in ("婴儿睡袋", "便宜的", "第一款怎么样"):
        assistant.ask(text, thread="t")
    put(alone, "daogou:transcript:{t}:turns", "2", b"\xff\x00junk")
    assert [turn.turn for turn in assistant.threads.transcripts.get("t")] == [1, 3]
    assert assistant.ask("还有别的吗", thread="t").turn == 4


@pytest.mark.parametrize("redis", [True, False])
def test_an_empty_name_of_a_buyer_is_no_buyer_and_a_name_may_not_hold_nul(alone: Server, six_store: Path, tmp_path: Path, redis: bool) -> None:
    chosen = settings(alone) if redis else Settings(state=tmp_path / "state")
    with open_assistant(six_store, settings=chosen) as opened:
        assert opened.ask("婴儿睡袋", thread="t", buyer="").turn == 1
        assert opened.ask("便宜的", thread="t").turn == 2
        with pytest.raises(InputError, match="NUL"):
            opened.ask("婴儿睡袋", buyer="a\0b")


def test_a_turn_that_went_with_an_empty_server_is_told_of_by_who_answered_it(alone: Server, six_store: Path) -> None:
    with open_assistant(six_store, settings=settings(alone)) as one, open_assistant(six_store, settings=settings(alone)) as other:
        for text in ("婴儿睡袋", "便宜的"):
            one.ask(text, thread="t")
        assert other.ask("袜子", thread="t").turn == 3
        with alone.client() as client:
            run_id = client.info("server")["run_id"]
        alone.kill()
        alone.start()
        with alone.client() as client:
            client.flushall()
            assert client.info("server")["run_id"] != run_id
        assert one.ask("有什么材质", thread="t").turn == 3  # it never knew of the other's
        told = other.ask("谢谢", thread="t")
        assert "turns" in told.degraded
        assert "turns" not in other.ask("便宜点的", thread="t").degraded
