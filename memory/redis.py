"""A checkpoint saver for LangGraph on plain Redis >= 6.2, Valkey, and either's cluster; usable by itself."""

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
from .threaded import ThreadedSaver
from .work import Beside, SaverWork


class RedisSaver(ThreadedSaver):
    """`put`, `put_writes` and `get_tuple` are one atomic round trip each, by scripts over the four keys of a thread (keys.py).

    `url` as redis-py takes it (`redis+cluster://` for a cluster), or clients of yours: `client` as in redis-py, `async_client` as in
    redis.asyncio, or both. With an `async_client` the asynchronous half runs on it, in the event loop that the client belongs to; without
    one it runs the blocking client in threads of its own, so that the saver belongs to no loop. With an `async_client` alone there is
    no synchronous half. `ttl`: seconds that a thread lives after its last use. `keep_last`: checkpoints kept of each namespace of
    a thread, with every channel value that they refer to; a thread whose graph has DeltaChannels is kept whole, since its values lie in
    its history. None: no limit. `largest`: bytes of one value before it is compressed. `beside` names further keys of a thread, in its slot,
    that live as long as it does.

    Raises OutsideError (asynchronous half) or redis-py's errors where Redis is away, and never "no conversation" instead; Damaged where what
    is stored can't be read: that checkpoint is set aside, and the next `get_tuple` gives the one before it; Oversized where a value is larger
    than `largest`: nothing is stored, or what is stored stays as it is; InputError where a namespace, channel or task is named with NUL.
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
        """The blocking client."""
        return self._driver.client

    def trouble(self) -> AbstractContextManager[None]:
        return connection.redis_trouble(self.address)

    def get_next_version(self, current: str | int | float | None, channel: None) -> str:
        """Rising, and never the same twice: two branches of a thread don't share a value."""
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
        """The latest first; those of every thread where `config` is None, thread by thread."""
        threads = [config["configurable"]["thread_id"]] if config else self.threads_stored()
        listings = (self._work.listed(thread, config, filter, before, limit) for thread in threads)
        yield from islice((found for listing in listings for found in self._driver.found(listing)), limit)

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        return self._driver.done(self._work.put(config, checkpoint, metadata, new_versions))

    def put_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        self._driver.done(self._work.put_writes(config, writes, task_id, task_path))

    def delete_thread(self, thread_id: str) -> None:
        """A turn that runs can't write it anew: its lease goes too."""
        self._driver.done(self._work.delete_thread(thread_id))

    def delete_for_runs(self, run_ids: Sequence[str]) -> None:
        """Looks through every thread."""
        for thread in self.threads_stored() if run_ids else ():
            self._driver.done(self._work.delete_runs(thread, set(run_ids)))

    def copy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """The target is replaced, whole; a source that isn't there leaves none."""
        self._driver.done(self._work.copy_thread(source_thread_id, target_thread_id))

    def prune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """`keep_latest` leaves the last checkpoint of each namespace (a thread with DeltaChannels whole), `delete` none."""
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
        """Clients of yours stay open."""
        super().close()
        if self._owned:
            self.client.close()
