"""Checkpoint savers side by side over Daogou's real state: `python -m daogou.eval.bench savers`.

A real conversation is recorded as what each node of the graph wrote; a graph with the same nodes, channels and edges writes it again without working
it out, with each saver in turn.
"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, Protocol, get_args

import redis.asyncio
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph

from ...graphs.opening import Assistant
from ...memory.checkpoints import KEPT, SqliteCheckpoints
from ...memory.redis import RedisSaver
from ...memory.serializer import serializer
from ...nodes.state import Message, State, Update
from ...schema.context import Context
from ..assistants import catalogue_of, opened
from ..report import Figure, Report, Samples
from ..stores import Bench
from ..talk import LANGUAGES, Talk
from .turn import Server, sends, server

Saver = BaseCheckpointSaver[Any]
Durability = Literal["exit", "sync", "async"]
OURS = f"RedisSaver (ours), last {KEPT} kept"
SCRIPTS = ("evalsha", "eval")
SQLITE, OWN_SQLITE, IN_MEMORY = "langgraph-checkpoint-sqlite", f"SqliteCheckpoints (ours), last {KEPT} kept", "InMemorySaver"
CONTENDERS = {
    OURS: ("few:",), f"{OURS}, asyncio client": ("aio:",), "RedisSaver (ours), all kept": ("all:",), "langgraph-checkpoint-plainredis": ("lg:",),
    "langgraph-checkpoint-redis": ("checkpoint",), "langgraph-checkpoint-aws ValkeySaver": ("checkpoint:", "writes:", "thread:"), SQLITE: (),
    OWN_SQLITE: (), IN_MEMORY: (),
}  # fmt: skip
"""By name: what its keys on the server begin with."""
FIRST, MIDDLE, LAST = ("recall", "intent"), ("internal_retrieval", "external_search", "planning", "remember"), ("fusion", "answer", "follow_ups")
"""The nodes of graphs/assistant.py: one after another, side by side as far as they ran, one after another."""


async def open_saver(name: str, server: Server, folder: Path, stack: AsyncExitStack) -> Saver:
    """Closed with the `stack`."""
    match name, CONTENDERS[name]:
        case _, ("few:" | "all:" as prefix,):
            saver: Any = RedisSaver(server.url, keep_last=KEPT if prefix == "few:" else None, prefix=prefix[:-1], serde=serializer())
            stack.callback(saver.close)
        case _, ("aio:",):  # in the caller's event loop, as the others' are; by a URL alone it runs in threads
            client = await stack.enter_async_context(redis.asyncio.Redis.from_url(server.url))
            saver = RedisSaver(async_client=client, keep_last=KEPT, prefix="aio", serde=serializer())
            stack.callback(saver.close)
        case _, ("lg:",):
            from langgraph_checkpoint_plainredis import AsyncRedisSaver as Plain

            saver = Plain(url=server.url, serde=serializer())
            stack.push_async_callback(saver.client.aclose)
        case _, ("checkpoint",):
            from langgraph.checkpoint.redis.aio import AsyncRedisSaver

            saver = await stack.enter_async_context(AsyncRedisSaver.from_conn_string(server.url))
            await saver.asetup()
        case _, ("checkpoint:", *_):
            from langgraph_checkpoint_aws import AsyncValkeySaver

            saver = await stack.enter_async_context(AsyncValkeySaver.from_conn_string(server.url.replace("redis://", "valkey://")))
            saver.serde = serializer()
        case "InMemorySaver", _:
            saver = InMemorySaver(serde=serializer())
        case own, _ if own == OWN_SQLITE:
            saver = SqliteCheckpoints(folder / "ours.sqlite", serializer())
            stack.callback(saver.close)
        case _:
            from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

            saver = await stack.enter_async_context(AsyncSqliteSaver.from_conn_string(str(folder / "theirs.sqlite")))
            saver.serde = serializer()
            await saver.setup()
            await saver.conn.execute("PRAGMA synchronous=NORMAL")
    return saver  # type: ignore[no-any-return]


class Written(Protocol):
    """A node that writes what was recorded of it."""

    def __call__(self, state: State) -> Awaitable[Update]: ...


@dataclass
class Recording:
    """By turn: what the buyer said, and what each node that ran wrote."""

    texts: list[str] = field(default_factory=list)
    updates: list[dict[str, Update]] = field(default_factory=list)


def record(assistant: Assistant, turns: int) -> Recording:
    """One thread of so many turns: conversations of eight turns, one after another."""
    talk, found = Talk(catalogue_of(assistant), 3), Recording()
    config: RunnableConfig = {"configurable": {"thread_id": "recorded"}}

    async def play() -> None:
        for language in cycle(LANGUAGES):
            for message in talk.conversation(language):
                if len(found.texts) == turns:
                    return
                written: dict[str, Update] = {}
                async for part in assistant.graph.astream(
                    {"text": message.text}, config, context=Context(), stream_mode="updates", durability="exit"
                ):
                    written |= {name: update for name, update in part.items() if update}
                found.texts.append(message.text)
                found.updates.append(written)

    asyncio.run(play())
    return found


def replayed(recording: Recording) -> StateGraph[State, Context, Message, State]:
    """The same nodes, channels and edges; turn 1 is written again after the last one."""

    def turn(state: State, number: int) -> dict[str, Update]:
        return recording.updates[(number - 1) % len(recording.updates)]

    def node(name: str) -> Written:
        async def write(state: State) -> Update:
            number = state.get("turn", 0) + (name in FIRST)
            return {**turn(state, number).get(name, {}), **({"turn": number} if name == "intent" else {})}

        return write

    def middle(state: State) -> list[str]:
        return [name for name in MIDDLE if name in turn(state, state["turn"])] or [LAST[0]]

    graph: StateGraph[State, Context, Message, State] = StateGraph(State, context_schema=Context, input_schema=Message)
    for name in (*FIRST, *MIDDLE, *LAST):
        graph.add_node(name, node(name))
    for one, other in (*pairwise((START, *FIRST)), *((name, LAST[0]) for name in MIDDLE), *pairwise((*LAST, END))):
        graph.add_edge(one, other)
    graph.add_conditional_edges(FIRST[-1], middle, [*MIDDLE, LAST[0]])
    return graph


class Track:
    """One saver's conversation: what its turns took, what the server did for it, how large it was after so many turns."""

    def __init__(self, name: str, saver: Saver, recording: Recording, durability: Durability, running: Server, folder: Path) -> None:
        self.name, self._saver, self._texts, self._durability = name, saver, recording.texts, durability
        self._running, self._folder = running, folder
        self._graph = replayed(recording).compile(checkpointer=saver)
        self.samples, self.commands, self.trips, self.sizes = Samples(), Counter[str](), Counter[str](), dict[int, int]()

    async def turn(self, number: int) -> None:
        before = self._running.commands()
        with sends() as trips, self.samples.timed():
            await self._say(number, "bench")
        self.commands.update(self._running.commands() - before)
        self.trips.update(trips)

    async def warm_up(self) -> None:
        """Connections, tables and scripts, on a thread that is forgotten again."""
        await self._say(0, "warm-up")
        await self._saver.adelete_thread("warm-up")

    async def _say(self, number: int, thread: str) -> None:
        config: RunnableConfig = {"configurable": {"thread_id": thread}}
        await self._graph.ainvoke({"text": self._texts[number]}, config, durability=self._durability)

    def measure(self, turns: int) -> None:
        """Bytes on the server, of the file without the pages that are free, or in memory."""
        self.sizes[turns] = sum(map(self._running.size, CONTENDERS[self.name]))
        if self.name in (SQLITE, OWN_SQLITE):
            with sqlite3.connect(self._folder / ("theirs.sqlite" if self.name == SQLITE else "ours.sqlite")) as database:
                pages, free, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
            self.sizes[turns] = int((pages - free) * size)
        elif isinstance(self._saver, InMemorySaver):
            blobs = sum(len(kind) + len(data or b"") for kind, data in self._saver.blobs.values())
            writes = sum(len(write[2][1]) for task in self._saver.writes.values() for write in task.values())
            kept = (one for thread in self._saver.storage.values() for space in thread.values() for one in space.values())
            self.sizes[turns] = blobs + writes + sum(len(checkpoint[1]) + len(metadata[1]) for checkpoint, metadata, _ in kept)

    def row(self, steps: Sequence[int]) -> list[Any]:
        trips, calls = (f"{count.total() / len(self.samples):.1f}" if CONTENDERS[self.name] else "" for count in (self.trips, self.commands))
        sizes = [f"{self.sizes[step] / 1024:,.0f}" for step in steps]
        return [self.name, self._durability, self.samples.p50, self.samples.p95, trips, calls, *sizes]


def measure(products: int, steps: tuple[int, ...], bench: Bench) -> Report:
    """`steps`: after how many turns sizes are taken, rising; the last is how many there are."""
    with opened(bench.store(products), bench.settings) as assistant, server() as running:
        print(f"savers: recording {steps[-1]} turns …")
        recording = record(assistant, steps[-1])
        report = Report("savers", "Checkpoint savers side by side", {"turns": steps[-1], "products": products, "server": running.version})
        asyncio.run(_all(recording, steps, running, report))
    return report


async def _all(recording: Recording, steps: tuple[int, ...], running: Server, report: Report) -> None:
    missing: dict[str, str] = {}
    rows, ours = [], {}
    for durability in get_args(Durability):
        tracks = await _tracks(recording, steps, running, durability, missing)
        rows += [track.row(steps) for track in tracks]
        ours[durability] = next(track for track in tracks if track.name == OURS)
    columns = ("", "durability", "ms a turn p50", "p95", "round trips", "commands", *(f"KiB after {step}" for step in steps))
    report.table("a turn of the recorded conversation, worked out by nobody (commands: by the server, those of scripts too)", columns, rows)
    report.table("what didn't start", ("", "why"), list(missing.items()) or [("none", "")])
    scripts = ours["exit"].commands
    trips = sum(scripts[name] for name in SCRIPTS) / len(ours["exit"].samples)
    report.figures += [
        Figure("round trips a turn for checkpoints, exit (scripts by the server's count)", trips, 4, "<=", ""),
        Figure("round trips a turn for checkpoints, exit (sent by the client)", ours["exit"].trips.total() / len(ours["exit"].samples), 4, "<=", ""),
    ]
    if len(steps) > 1:
        small, large = (ours["exit"].sizes[step] for step in (steps[0], steps[-1]))
        what = f"a thread after {steps[-1]} turns / after {steps[0]}, last {KEPT} kept"
        report.figures.append(Figure(what, large / small, 1.5, "<=", "x", f"{large:,} / {small:,} bytes"))


async def _tracks(recording: Recording, steps: tuple[int, ...], running: Server, durability: Durability, missing: dict[str, str]) -> list[Track]:
    """Turn about, so that a busy machine slows all."""
    running.empty()
    with TemporaryDirectory(prefix="daogou-savers-") as folder:
        async with AsyncExitStack() as stack:
            tracks = []
            for name in CONTENDERS:
                try:
                    saver = None if name in missing else await open_saver(name, running, Path(folder), stack)
                except Exception as error:  # whatever keeps a package from starting here is what is told of it
                    missing[name], saver = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}", None
                if saver is not None:
                    tracks.append(Track(name, saver, recording, durability, running, Path(folder)))
                    await tracks[-1].warm_up()
            for number in range(steps[-1]):
                for track in tracks:
                    await track.turn(number)
                    if number + 1 in steps:
                        track.measure(number + 1)
    print(f"savers: {durability}, {steps[-1]} turns with each of {len(tracks)} savers")
    return tracks
