"""Runs of one thread at once: what one goes on from is never lost to another's retention, nor to whoever deletes the thread meanwhile."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Annotated, Any, Literal, TypedDict
from uuid import uuid4

import pytest
import redis
import redis.asyncio
from daogou.memory.redis import RedisSaver
from langchain_core.runnables import RunnableConfig
from langgraph.channels.delta import DeltaChannel
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph

from ..long import few

Durability = Literal["sync", "async", "exit"]
RUNS, THREADS, AT_ONCE = 48, 4, 12


class State(TypedDict, total=False):
    said: str
    kept: str
    early: str
    late: str
    inner: str


def graph(saver: BaseCheckpointSaver[Any], meanwhile: Callable[[], Any] = lambda: None) -> Any:
    """Two nodes at once, a subgraph of two, and one that `meanwhile` happens in; `kept` is written at the beginning alone."""
    inner = StateGraph(State)
    inner.add_node("first", lambda state: {"inner": state["said"]})
    inner.add_node("then", lambda state: {"inner": state["inner"] + state["kept"]})
    inner.add_edge(START, "first")
    inner.add_edge("first", "then")

    def waits(state: State) -> State:
        if state["said"] == "waits":
            with ThreadPoolExecutor(1) as elsewhere:  # no run of this one's
                elsewhere.submit(meanwhile).result()
        return {"late": state["said"]}

    builder = StateGraph(State)
    builder.add_node("early", lambda state: {"early": state["said"]})
    builder.add_node("beside", lambda state: {})
    builder.add_node("inner", inner.compile())
    builder.add_node("waits", waits)
    builder.add_node("ends", lambda state: {"late": state["late"] + state["early"]})
    for one, other in ((START, "early"), (START, "beside"), (["early", "beside"], "inner"), ("inner", "waits"), ("waits", "ends"), ("ends", END)):
        builder.add_edge(one, other)
    return builder.compile(checkpointer=saver)


def at(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread}}


def said(text: str) -> State:
    return {"said": text, "kept": f"kept by {text}"}


def ended(text: str) -> dict[str, str]:
    return {**said(text), "early": text, "inner": f"{text}kept by {text}", "late": text * 2}  # type: ignore[dict-item]


def sound(saver: RedisSaver, thread: str) -> list[dict[str, Any]]:
    """The values of every checkpoint of the thread, the latest first; each is one run's."""
    found = [each.checkpoint["channel_values"] for each in saver.list(at(thread))]
    for values in found:
        assert values.get("kept") == (f"kept by {values['said']}" if "said" in values else None)
    return [{name: value for name, value in values.items() if name in State.__annotations__} for values in found]


def fields(database: redis.Redis, saver: RedisSaver, thread: str, part: str, parts: int) -> set[tuple[str, ...]]:
    """The first so many parts of each name that lies there."""
    names = database.hkeys(f"{saver.prefix}:{{{thread}}}:{part}")
    return {tuple((name if isinstance(name, str) else name.decode()).split("\0")[:parts]) for name in names}


async def all_at_once(saver: RedisSaver, durability: Durability) -> list[Any]:
    one_of, run = asyncio.Semaphore(AT_ONCE), graph(saver)

    async def said_to(number: int) -> Any:
        async with one_of:
            return await run.ainvoke(said(f"{number}"), at(f"t{number % THREADS}"), durability=durability)

    return await asyncio.gather(*map(said_to, range(RUNS)))


def in_threads(saver: RedisSaver, durability: Durability) -> list[Any]:
    run = graph(saver)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda number: run.invoke(said(f"{number}"), at(f"t{number % THREADS}"), durability=durability), range(RUNS)))


async def over_a_client_of_its_own(url: str, durability: Durability, **options: Any) -> list[Any]:
    async with redis.asyncio.Redis.from_url(url) as client:
        return await all_at_once(RedisSaver(async_client=client, **options), durability)


@pytest.mark.parametrize(
    ("keep", "durability", "half"),
    few(product([1, 2, 8], ["sync", "async"], ["sync", "async", "native"]), (2, "sync", "sync"), (2, "async", "async"), (2, "async", "native")),
)
def test_runs_at_once_end_well_and_leave_what_can_be_read(
    valkey_url: str, database: redis.Redis, keep: int, durability: Durability, half: str
) -> None:
    prefix = f"once-{uuid4().hex}"
    saver = RedisSaver(valkey_url, keep_last=keep, prefix=prefix)
    if half == "sync":
        replies = in_threads(saver, durability)
    elif half == "async":
        replies = asyncio.run(all_at_once(saver, durability))
    else:
        replies = asyncio.run(over_a_client_of_its_own(valkey_url, durability, keep_last=keep, prefix=prefix))
    assert replies == [ended(f"{number}") for number in range(RUNS)]
    for thread in (f"t{number}" for number in range(THREADS)):
        assert sound(saver, thread)
        assert graph(saver).invoke(said("at last"), at(thread), durability=durability) == ended("at last")
        assert sound(saver, thread)[0] == ended("at last")
        held = {(each.config["configurable"]["checkpoint_ns"], each.config["configurable"]["checkpoint_id"]) for each in saver.list(at(thread))}
        assert len([namespace for namespace, _ in held if not namespace]) == keep
        assert fields(database, saver, thread, "checkpoints", 2) == held
        assert fields(database, saver, thread, "writes", 2) <= held
        assert fields(database, saver, thread, "channels", 1) <= {(namespace,) for namespace, _ in held}
        saver.delete_thread(thread)
    assert not list(database.scan_iter(match=f"{prefix}:*"))
    saver.close()


@pytest.mark.parametrize("durability", ["sync", "async", "exit"])
@pytest.mark.parametrize("keep", few([1, 2, 8], 2))
def test_a_run_that_others_overtake_stores_what_can_be_read(valkey_url: str, keep: int, durability: Durability) -> None:
    saver = RedisSaver(valkey_url, keep_last=keep, prefix=f"overtaken-{uuid4().hex}")

    def others() -> None:
        for number in range(keep + 1):
            graph(saver).invoke(said(f"{number}"), at("t"), durability=durability)

    graph(saver).invoke(said("before"), at("t"), durability=durability)
    assert graph(saver, others).invoke(said("waits"), at("t"), durability=durability) == ended("waits")
    assert sound(saver, "t")[0] == ended("waits")
    assert len(list(saver.list({"configurable": {"thread_id": "t", "checkpoint_ns": ""}}))) == keep
    saver.close()


def _deleted(saver: RedisSaver, database: redis.Redis) -> None:
    saver.delete_thread("t")


def _deleted_and_begun_anew(saver: RedisSaver, database: redis.Redis) -> None:
    saver.delete_thread("t")
    graph(saver).invoke(said("anew"), at("t"))


def _values_thrown_out(saver: RedisSaver, database: redis.Redis) -> None:
    """As a server does whose memory is full and whose policy isn't noeviction."""
    database.delete(f"{saver.prefix}:{{t}}:channels")


@pytest.mark.parametrize("gone", [_deleted, _deleted_and_begun_anew, _values_thrown_out])
@pytest.mark.parametrize("durability", ["sync", "async", "exit"])
@pytest.mark.parametrize("keep", few([None, 2], 2))
def test_what_a_run_stores_after_its_thread_was_forgotten_can_be_read(
    valkey_url: str, database: redis.Redis, keep: int | None, durability: Durability, gone: Callable[[RedisSaver, redis.Redis], None]
) -> None:
    saver = RedisSaver(valkey_url, keep_last=keep, prefix=f"forgotten-{uuid4().hex}")
    graph(saver).invoke(said("before"), at("t"), durability=durability)
    assert graph(saver, lambda: gone(saver, database)).invoke(said("waits"), at("t"), durability=durability) == ended("waits")
    latest = graph(saver).get_state(at("t"))
    assert (latest.values, latest.next) == (ended("waits"), ())
    assert graph(saver).invoke(said("after"), at("t"), durability=durability) == ended("after")
    if gone is not _values_thrown_out:
        assert sound(saver, "t")[0] == ended("after")
    saver.delete_thread("t")
    assert not list(database.scan_iter(match=f"{saver.prefix}:*"))
    saver.close()


def joined(before: list[str] | None, writes: Any) -> list[str]:
    return [*(before or []), *(each for write in writes for each in write)]


class Told(TypedDict):
    number: int
    told: Annotated[list[str], DeltaChannel(joined, snapshot_frequency=3)]


def teller(saver: BaseCheckpointSaver[Any]) -> Any:
    builder = StateGraph(Told)
    builder.add_node("one", lambda state: {"told": [f"one {state['number']}"]})
    builder.add_node("other", lambda state: {"told": [f"other {state['number']}"]})
    for first, then in ((START, "one"), ("one", "other"), ("other", END)):
        builder.add_edge(first, then)
    return builder.compile(checkpointer=saver)


@pytest.fixture
def kept_two(valkey_url: str) -> Iterator[RedisSaver]:
    opened = RedisSaver(valkey_url, keep_last=2, prefix=f"delta-{uuid4().hex}")
    yield opened
    opened.close()


@pytest.mark.parametrize("durability", ["sync", "async", "exit"])
def test_a_thread_with_delta_channels_is_kept_whole_at_their_snapshots_too(kept_two: RedisSaver, durability: Durability) -> None:
    ours, model = teller(kept_two), teller(InMemorySaver())
    for number in range(8):
        for each in (ours, model):
            each.invoke({"number": number, "told": [f"said {number}"]}, at("t"), durability=durability)
    histories = [[found.values for found in each.get_state_history(at("t"))] for each in (ours, model)]
    assert histories[0] == histories[1]
