"""One turn at a time on a thread."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Event, Lock
from typing import Any, Literal, Protocol
from weakref import WeakValueDictionary

from ..schema.errors import LeaseLost, TurnRefused
from ..schema.settings import Settings
from .names import id_of

Strategy = Literal["enqueue", "reject", "interrupt"]
"""What a message does while a turn of its thread runs: wait its turn in order, be refused, or end it (as LangGraph's server calls them)."""
LONGEST_POLL_S = 0.1
FENCE = "__fence"
"""Where a run's config carries its fencing token to the saver; LangGraph keeps such names out of the metadata."""


class Lease:
    """The right to a thread's turn. `fence` is its fencing token, "" where one process holds all; `ended` is set once the right is lost, `regained`
    once it was lost with the server's memory of it and is held again: what the turn goes on from may have been lost too."""

    def __init__(self, fence: str = "") -> None:
        self.fence = fence
        self.ended, self.regained = Event(), Event()


class TurnLocks(Protocol):
    def turn(self, thread: str, strategy: Strategy = "enqueue") -> AbstractAsyncContextManager[Lease]:
        """Waits for the turns before it. Raises TurnRefused where the strategy is not to wait."""

    def close(self) -> None: ...


class _Line:
    """A thread's turns in this process: the lease of the one that runs, and the tickets of those that wait."""

    def __init__(self) -> None:
        self.held: Lease | None = None
        self.waiting: list[object] = []


class LocalTurnLocks:
    """Within this process, neutral to event loops: overlapping turns would each start from the same state, and one would be lost."""

    def __init__(self) -> None:
        self._lines: WeakValueDictionary[str, _Line] = WeakValueDictionary()
        self._guard = Lock()

    @asynccontextmanager
    async def turn(self, thread: str, strategy: Strategy = "enqueue", lease: Lease | None = None) -> AsyncIterator[Lease]:
        """`lease`: one that is held elsewhere already, and ends here with the turn."""
        ticket = object()
        with self._guard:
            line = self._lines.setdefault(thread, _Line())
            if line.held is not None and strategy == "reject":
                raise refused(thread)
            if line.held is not None and strategy == "interrupt":
                line.held.ended.set()
                line.waiting.insert(0, ticket)
            else:
                line.waiting.append(ticket)
        granted = await self._granted(line, ticket, lease or Lease())
        try:
            yield granted
        finally:
            with self._guard:
                line.held = None

    async def _granted(self, line: _Line, ticket: object, lease: Lease) -> Lease:
        async def asked() -> Lease | None:
            with self._guard:
                if line.held is not None or line.waiting[0] is not ticket:
                    return None
                line.waiting.pop(0)
                line.held = lease
                return lease

        try:
            return await until(asked)
        except BaseException:
            with self._guard:
                line.waiting.remove(ticket)
            raise

    def close(self) -> None:
        """Nothing is held open."""


def open_locks(settings: Settings) -> TurnLocks:
    """Over every process beside a Redis where DAOGOU_REDIS_URL is set, else within this one."""
    if settings.redis_url is None:
        return LocalTurnLocks()
    from .redis_locks import RedisTurnLocks  # most don't need it
    from .steady_locks import SteadyTurnLocks

    return SteadyTurnLocks(RedisTurnLocks(settings.redis_url.get_secret_value()))


async def until(asked: Callable[[], Awaitable[Lease | None]]) -> Lease:
    """Asks again and again, less and less often: an asyncio.Event belongs to one loop, and turns may wait in several, or in several processes."""
    pause = 0.004
    while (lease := await asked()) is None:
        await asyncio.sleep(pause)
        pause = min(pause * 1.3, LONGEST_POLL_S)
    return lease


def refused(thread: str) -> TurnRefused:
    return TurnRefused(f"Conversation {id_of(thread)!r} is still answering an earlier message; wait for it, or send this one with `enqueue`.")


async def held(parts: AsyncGenerator[Any, None], lease: Lease) -> AsyncGenerator[Any, None]:
    """`parts` as they come, as long as the lease holds and somebody listens; then the work behind them is ended. Raises LeaseLost."""
    step: asyncio.Future[Any] | None = None
    try:
        while True:
            step = asyncio.ensure_future(anext(parts, _END))
            while not step.done():
                await asyncio.wait([step], timeout=LONGEST_POLL_S)
                if lease.ended.is_set() and not step.done():
                    raise _lost()
            if (part := step.result()) is _END:
                return
            if lease.ended.is_set():  # what became known meanwhile is for nobody
                raise _lost()
            yield part
    finally:
        if step is not None and not step.done():
            step.cancel()
            await asyncio.wait([step])
        await parts.aclose()


def overtaken(thread: str) -> LeaseLost:
    return LeaseLost(f"The turn on conversation {id_of(thread)!r} had lost its place to another; nothing of it was stored.")


def _lost() -> LeaseLost:
    return LeaseLost("The turn was ended by a later message on its conversation; nothing of it was stored.")


_END = object()
