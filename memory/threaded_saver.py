"""Asynchronous methods for a synchronous saver, run in the saver's own threads.

So it belongs to no event loop, and never waits behind retrieval's threads.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any, TypeVar

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver, ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple

T = TypeVar("T")


class ThreadedSaver(BaseCheckpointSaver[Any]):
    """Mixin before a saver that has the synchronous methods."""

    def trouble(self) -> AbstractContextManager[None]:
        """Context that translates the backend's errors into ours."""
        raise NotImplementedError

    @cached_property
    def threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(max_workers=4, thread_name_prefix="daogou-saver")

    async def _call(self, function: Callable[[], T]) -> T:
        def told() -> T:
            with self.trouble():
                return function()

        return await asyncio.get_running_loop().run_in_executor(self.threads, told)

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        return await self._call(lambda: self.get_tuple(config))

    async def aput(
        self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions
    ) -> RunnableConfig:
        return await self._call(lambda: self.put(config, checkpoint, metadata, new_versions))

    async def aput_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        await self._call(lambda: self.put_writes(config, writes, task_id, task_path))

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        def found() -> Iterator[CheckpointTuple]:
            return iter(tuple(self.list(config, filter=filter, before=before, limit=limit)))

        for checkpoint in await self._call(found):
            yield checkpoint

    async def adelete_thread(self, thread_id: str) -> None:
        await self._call(lambda: self.delete_thread(thread_id))

    def close(self) -> None:
        self.threads.shutdown()
