"""LangGraph checkpoint saver for plain Redis >= 6.2, Valkey and their clusters; usable on its own."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from secrets import token_hex
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple
from langgraph.checkpoint.serde.base import SerializerProtocol

from . import connection, keys
from .coding import Coding
from .driver import Driver
from .record import LARGEST
from .serializer import serializer
from .threaded_saver import ThreadedSaver
from .work import Beside, SaverWork


class RedisSaver(ThreadedSaver):
    """`put`, `put_writes` and `get_tuple` are each one atomic round trip, by scripts over the four keys of a thread (keys.py).

    `url`: as for redis-py (`redis+cluster://` for a cluster); or your own clients: `client` (redis-py), `async_client` (redis.asyncio) or both.
    Asynchronous methods use `async_client` in its event loop; without one they run the blocking client in threads, so that the saver belongs to no
    loop. With only an `async_client` there are no synchronous methods. `ttl`: seconds that a thread lives after its last use. `keep_last`:
    checkpoints kept per namespace, with the channel values they refer to; a thread with DeltaChannels is kept whole, since its values lie in its
    history. None: no limit. `largest`: most bytes of a value before compression. `beside`: further keys of a thread in its slot, which share its TTL.

    Raises OutsideError (asynchronous methods) or redis-py's errors if Redis is down, never an empty result; Damaged if a checkpoint can't be read: it
    is set aside, and the next `get_tuple` returns the one before; Oversized if a value exceeds `largest`: nothing is stored or changed; InputError if
    a namespace, channel or task contains NUL.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        client: Any = None,
        async_client: Any = None,
        ttl: int | None = None,
        keep_last: int | None = None,
        prefix: str = keys.PREFIX,
        serde: SerializerProtocol | None = None,
        largest: int = LARGEST,
        beside: Beside = lambda thread: (),
    ) -> None:
        if (url is None) == (client is None and async_client is None):
            raise ValueError("RedisSaver takes either a url or clients")
        super().__init__(serde=serde or serializer())
        self.address = connection.address(url) if url else "the client's address"
        self._driver = Driver(connection.connect(url) if url else client, async_client, prefix, self._call, self.trouble)
        self._owned = url is not None
        self.prefix = prefix
        self._work = SaverWork(prefix, ttl or 0, keep_last or 0, Coding(self.serde, largest), beside)

    @property
    def client(self) -> Any:
        return self._driver.client

    def trouble(self) -> AbstractContextManager[None]:
        return connection.redis_trouble(self.address)

    def get_next_version(self, current: str | int | float | None, channel: None) -> str:
        """Increasing and unique, so that two branches of a thread never share a value."""
        last = 0 if current is None else int(str(current).split(".")[0])
        return f"{last + 1:010}.{token_hex(4)}"

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        return self._driver.done(self._work.get_tuple(config))

    def list(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> Iterator[CheckpointTuple]:
        """The latest first; with `config` None those of every thread, thread by thread."""
        threads = [config["configurable"]["thread_id"]] if config else self.threads_stored()
        listings = (self._work.listed(thread, config, filter, before, limit) for thread in threads)
        yield from islice((found for listing in listings for found in self._driver.found(listing)), limit)

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        return self._driver.done(self._work.put(config, checkpoint, metadata, new_versions))

    def put_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        self._driver.done(self._work.put_writes(config, writes, task_id, task_path))

    def delete_thread(self, thread_id: str) -> None:
        """Delete the thread and its lease, so that a running turn can't store it again."""
        self._driver.done(self._work.delete_thread(thread_id))

    def delete_for_runs(self, run_ids: Sequence[str]) -> None:
        """Delete the runs' checkpoints, by a scan of every thread."""
        for thread in self.threads_stored() if run_ids else ():
            self._driver.done(self._work.delete_runs(thread, set(run_ids)))

    def copy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """Replace the target by a copy of the source; by nothing if the source doesn't exist."""
        self._driver.done(self._work.copy_thread(source_thread_id, target_thread_id))

    def prune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """`keep_latest` keeps the last checkpoint of each namespace (a thread with DeltaChannels whole), `delete` none."""
        for thread in thread_ids:
            self._driver.done(self._work.prune(thread, strategy))

    def threads_stored(self) -> Iterator[str]:
        """The ids of all threads, in no order."""
        return self._driver.threads()

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        return await self._driver.adone(self._work.get_tuple(config))

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        left = limit
        for thread in [config["configurable"]["thread_id"]] if config else await self._driver.athreads():
            async for found in self._driver.afound(self._work.listed(thread, config, filter, before, left)):
                if left is not None and left <= 0:
                    return
                yield found
                left = None if left is None else left - 1

    async def aput(
        self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions
    ) -> RunnableConfig:
        return await self._driver.adone(self._work.put(config, checkpoint, metadata, new_versions))

    async def aput_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        await self._driver.adone(self._work.put_writes(config, writes, task_id, task_path))

    async def adelete_thread(self, thread_id: str) -> None:
        await self._driver.adone(self._work.delete_thread(thread_id))

    async def adelete_for_runs(self, run_ids: Sequence[str]) -> None:
        for thread in await self._driver.athreads() if run_ids else ():
            await self._driver.adone(self._work.delete_runs(thread, set(run_ids)))

    async def acopy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        await self._driver.adone(self._work.copy_thread(source_thread_id, target_thread_id))

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        for thread in thread_ids:
            await self._driver.adone(self._work.prune(thread, strategy))

    def close(self) -> None:
        """Close what this saver opened; your own clients stay open."""
        super().close()
        if self._owned:
            self.client.close()
