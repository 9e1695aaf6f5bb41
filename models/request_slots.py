"""Limits concurrent requests to a server, across all callers and event loops of the process."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock
from weakref import WeakValueDictionary

Waiter = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class RequestSlots:
    """Semaphore across event loops: asyncio's and anyio's belong to one, and a process may have several (servers, scripts, notebooks)."""

    def __init__(self, limit: int) -> None:
        self.limit, self._free = limit, limit
        self._lock = Lock()
        self._waiting: deque[Waiter] = deque()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        await self._take()
        try:
            yield
        finally:
            self._give()

    def at_most(self, limit: int) -> None:
        """Lower the limit to `limit` if it is higher."""
        with self._lock:
            if limit < self.limit:
                self._free -= self.limit - limit
                self.limit = limit

    async def _take(self) -> None:
        loop = asyncio.get_running_loop()
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return
            waiter = (loop, loop.create_future())
            self._waiting.append(waiter)
        try:
            await waiter[1]
        except asyncio.CancelledError:
            with self._lock:
                waits = waiter in self._waiting
                if waits:
                    self._waiting.remove(waiter)
            if not waits:  # handed over between the cancellation and the lock
                self._give()
            raise

    def _give(self) -> None:
        with self._lock:
            while self._waiting and self._free >= 0:
                loop, handed = self._waiting.popleft()
                try:
                    loop.call_soon_threadsafe(_hand, handed)
                except RuntimeError:  # its event loop is closed, so nobody waits
                    continue
                return
            self._free += 1


def _hand(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_result(None)


_guard = Lock()
_of_server: WeakValueDictionary[str, RequestSlots] = WeakValueDictionary()


def slots_at(base_url: str, limit: int) -> RequestSlots:
    """Return the semaphore shared by all roles, models and tenants of a server."""
    with _guard:
        found = _of_server.get(base_url)
        if found is None:
            found = _of_server[base_url] = RequestSlots(limit)
        found.at_most(limit)
        return found
