"""Savers to be measured side by side: how each is opened where it can be, and how many bytes it holds."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis.asyncio
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver

from ...memory.checkpoints import KEPT, SqliteCheckpoints
from ...memory.redis import RedisSaver
from ...memory.serializer import serializer
from .server import Server

Saver = BaseCheckpointSaver[Any]
OURS = f"RedisSaver (ours), last {KEPT} kept"
PLAIN = "langgraph-checkpoint-plainredis"


@dataclass(frozen=True)
class Contender:
    """`size` is the bytes it holds; `on_server` says whether they lie in the Redis."""

    name: str
    open: Callable[[], AbstractAsyncContextManager[Saver]]
    size: Callable[[Saver], int]
    on_server: bool = False


def contenders(server: Server, folder: Path) -> list[Contender]:
    def on_server(name: str, opened: Callable[[], AbstractAsyncContextManager[Saver]], *prefixes: str) -> Contender:
        return Contender(name, opened, lambda _: sum(map(server.size, prefixes)), True)

    return [
        on_server(OURS, lambda: _ours(server, "few", KEPT), "few:"),
        on_server(f"{OURS}, asyncio client", lambda: _ours_async(server, "aio", KEPT), "aio:"),
        on_server("RedisSaver (ours), all kept", lambda: _ours(server, "all", None), "all:"),
        on_server(PLAIN, lambda: _plain(server), "lg:"),
        on_server("langgraph-checkpoint-redis", lambda: _modules(server), "checkpoint"),
        on_server("langgraph-checkpoint-aws ValkeySaver", lambda: _aws(server), "checkpoint:", "writes:", "thread:"),
        Contender("langgraph-checkpoint-sqlite", lambda: _sqlite(folder), lambda _: _file_size(folder / "theirs.sqlite")),
        Contender(f"SqliteCheckpoints (ours), last {KEPT} kept", lambda: _own_sqlite(folder), lambda _: _file_size(folder / "ours.sqlite")),
        Contender("InMemorySaver", _in_memory, _held),
    ]


@asynccontextmanager
async def _ours(server: Server, prefix: str, keep: int | None) -> AsyncIterator[Saver]:
    saver = RedisSaver(server.url, keep_last=keep, prefix=prefix, serde=serializer())
    yield saver
    saver.close()


@asynccontextmanager
async def _ours_async(server: Server, prefix: str, keep: int) -> AsyncIterator[Saver]:
    """In the caller's event loop, as the others' are; by a URL alone it runs in threads."""
    async with redis.asyncio.Redis.from_url(server.url) as client:
        saver = RedisSaver(async_client=client, keep_last=keep, prefix=prefix, serde=serializer())
        yield saver
        saver.close()


@asynccontextmanager
async def _plain(server: Server) -> AsyncIterator[Saver]:
    from langgraph_checkpoint_plainredis import AsyncRedisSaver

    saver = AsyncRedisSaver(url=server.url, serde=serializer())
    yield saver
    await saver.client.aclose()


@asynccontextmanager
async def _modules(server: Server) -> AsyncIterator[Saver]:
    from langgraph.checkpoint.redis.aio import AsyncRedisSaver

    async with AsyncRedisSaver.from_conn_string(server.url) as saver:
        await saver.asetup()
        yield saver


@asynccontextmanager
async def _aws(server: Server) -> AsyncIterator[Saver]:
    from langgraph_checkpoint_aws import AsyncValkeySaver

    async with AsyncValkeySaver.from_conn_string(server.url.replace("redis://", "valkey://")) as saver:
        saver.serde = serializer()
        yield saver


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Saver]:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    async with AsyncSqliteSaver.from_conn_string(str(folder / "theirs.sqlite")) as saver:
        saver.serde = serializer()
        await saver.setup()
        await saver.conn.execute("PRAGMA synchronous=NORMAL")
        yield saver


@asynccontextmanager
async def _own_sqlite(folder: Path) -> AsyncIterator[Saver]:
    saver = SqliteCheckpoints(folder / "ours.sqlite", serializer())
    yield saver
    saver.close()


@asynccontextmanager
async def _in_memory() -> AsyncIterator[Saver]:
    yield InMemorySaver(serde=serializer())


def _file_size(path: Path) -> int:
    """Without the pages that are free."""
    with sqlite3.connect(path) as database:
        pages, free, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size"))
    return int((pages - free) * size)


def _held(saver: Saver) -> int:
    assert isinstance(saver, InMemorySaver)
    blobs = sum(len(kind) + len(data or b"") for kind, data in saver.blobs.values())
    writes = sum(len(write[2][1]) for task in saver.writes.values() for write in task.values())
    spaces = (space for thread in saver.storage.values() for space in thread.values())
    return blobs + writes + sum(len(checkpoint[1]) + len(metadata[1]) for space in spaces for checkpoint, metadata, _ in space.values())
