"""Turn locks: one turn at a time per thread."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Event, Lock
from typing import Any, Literal, Protocol
from weakref import WeakValueDictionary

from ..schema.errors import LeaseLost, TurnRefused
from .names import id_of

Strategy = Literal["enqueue", "reject", "interrupt"]
"""What a message does while a turn of its thread runs, in the terms of LangGraph's server: wait in order, be refused, or end that turn."""
LONGEST_POLL_S = 0.1
FENCE = "__fence"
"""Config key of the fencing token; LangGraph leaves keys with this prefix out of metadata."""


class Lease:
    """The right to run a thread's turn. `fence`: fencing token, "" for locks within one process. `ended`: set once the right is lost. `regained`: set
    if the server forgot the lease and gave it again; the turn's starting state may be lost too."""

    def __init__(self, fence: str = "") -> None:
        self.fence = fence
        self.ended, self.regained = Event(), Event()
        self.guard, self.stored_now = Lock(), False

    def storing(self) -> bool:
        """True if it was regained. From now on only who stores the turn regains it: a lease that comes back unseen would let the turn be stored on a
        server that lost what precedes it."""
        with self.guard:
            self.stored_now = True
            return self.regained.is_set()


class TurnLocks(Protocol):
    def turn(self, thread: str, strategy: Strategy = "enqueue") -> AbstractAsyncContextManager[Lease]:
        """Wait for earlier turns, then hold the lease. Raises TurnRefused for the strategy "reject"."""

    def close(self) -> None: ...


class _Line:
    """Turns of a thread in this process: the running one's lease, and the tickets of the waiting ones."""

    def __init__(self) -> None:
        self.held: Lease | None = None
        self.waiting: list[object] = []


class LocalTurnLocks:
    """Locks within this process, across event loops. Without them, overlapping turns would start from the same state and one would be lost."""

    def __init__(self) -> None:
        self._lines: WeakValueDictionary[str, _Line] = WeakValueDictionary()
        self._guard = Lock()

    @asynccontextmanager
    async def turn(self, thread: str, strategy: Strategy = "enqueue", lease: Lease | None = None) -> AsyncIterator[Lease]:
        """`lease`: one already held elsewhere, used for this turn."""
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

    def close(self) -> None: ...


async def until(asked: Callable[[], Awaitable[Lease | None]]) -> Lease:
    """Poll until there is a lease, with growing pauses: an asyncio.Event serves one loop, but turns wait in several loops or processes."""
    pause = 0.004
    while (lease := await asked()) is None:
        await asyncio.sleep(pause)
        pause = min(pause * 1.3, LONGEST_POLL_S)
    return lease


def refused(thread: str) -> TurnRefused:
    return TurnRefused(f"Conversation {id_of(thread)!r} is still answering an earlier message; wait for it, or send this one with `enqueue`.")


async def held(parts: AsyncGenerator[Any, None], lease: Lease) -> AsyncGenerator[Any, None]:
    """Yield `parts` while the lease holds; on exit, cancel the work behind them. Raises LeaseLost."""
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
            if lease.ended.is_set():  # nobody receives a part that arrived meanwhile
                raise _lost()
            yield part
    finally:
        if step is not None and not step.done():
            step.cancel()
            await asyncio.wait([step])
        await parts.aclose()


def overtaken(thread: str) -> LeaseLost:
    return LeaseLost(f"The turn on conversation {id_of(thread)!r} lost its lease to another; nothing of it was stored.")


def _lost() -> LeaseLost:
    return LeaseLost("The turn was ended by a later message on its conversation; nothing of it was stored.")


_END = object()
