"""Runs a saver's operations on a blocking or an asynchronous client."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar, cast

from langgraph.checkpoint.base import CheckpointTuple

from . import keys, scripts
from .work import Call, Listing, Work

T = TypeVar("T")
InThread = Callable[[Callable[[], Any]], Awaitable[Any]]


class Driver:
    """Asynchronous calls use `async_client`; without one they run the blocking client through `in_thread`."""

    def __init__(self, client: Any, async_client: Any, prefix: str, in_thread: InThread, trouble: Callable[[], AbstractContextManager[None]]) -> None:
        for each in (client, async_client):
            if each is not None and each.get_encoder().decode_responses:
                raise ValueError("RedisSaver stores bytes: pass a client without decode_responses.")
        self._blocking, self._async, self._in_thread, self._trouble = client, async_client, in_thread, trouble
        self._prefix = prefix
        self._index = keys.pattern(prefix, keys.PARTS[0])

    @property
    def client(self) -> Any:
        if self._blocking is None:
            raise RuntimeError("This RedisSaver has only an async_client; call its asynchronous methods, or pass a client too.")
        return self._blocking

    def done(self, work: Work[T]) -> T:
        answer: Any = None
        while True:
            try:
                call = work.send(answer)
            except StopIteration as end:
                return cast(T, end.value)
            answer = self._answered(call)

    async def adone(self, work: Work[T]) -> T:
        if self._async is None:
            return cast(T, await self._in_thread(lambda: self.done(work)))
        answer: Any = None
        while True:
            try:
                call = work.send(answer)
            except StopIteration as end:
                return cast(T, end.value)
            answer = await self._answer(call)

    def found(self, listing: Listing) -> Iterator[CheckpointTuple]:
        answer: Any = None
        while True:
            try:
                step = listing.send(answer)
            except StopIteration:
                return
            if isinstance(step, Call):
                answer = self._answered(step)
            else:
                yield step

    async def afound(self, listing: Listing) -> AsyncIterator[CheckpointTuple]:
        answer: Any = None
        while True:
            try:
                step = listing.send(answer)
            except StopIteration:
                return
            if isinstance(step, Call):
                answer = await self._answer(step)
            else:
                yield step

    def threads(self) -> Iterator[str]:
        for key in self.client.scan_iter(match=self._index, count=1000):
            yield keys.thread_of(self._prefix, key.decode())

    async def athreads(self) -> Sequence[str]:
        if self._async is None:
            return cast(Sequence[str], await self._in_thread(lambda: tuple(self.threads())))
        with self._trouble():
            return [keys.thread_of(self._prefix, key.decode()) async for key in self._async.scan_iter(match=self._index, count=1000)]

    def _answered(self, call: Call) -> Any:
        return scripts.run(self.client, call.script, self._keys(self.client, call), call.arguments)

    async def _answer(self, call: Call) -> Any:
        if self._async is None:
            return await self._in_thread(lambda: self._answered(call))
        with self._trouble():
            return await scripts.arun(self._async, call.script, self._keys(self._async, call), call.arguments)

    def _keys(self, client: Any, call: Call) -> Sequence[str]:
        return [keys.on_cluster(key) for key in call.keys] if hasattr(client, "get_node_from_key") else call.keys
