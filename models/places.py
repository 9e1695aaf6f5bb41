"""Places among the requests that are under way at a server: one number of them in a process, whoever asks, in whatever event loop."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock
from weakref import WeakValueDictionary

Waiter = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class Places:
    """asyncio's and anyio's own belong to one event loop, and a process has several: of servers, of scripts, of notebooks."""

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
        """The least that anybody names holds."""
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
            if not waits:  # it was handed over meanwhile
                self._give()
            raise

    def _give(self) -> None:
        with self._lock:
            while self._waiting and self._free >= 0:
                loop, handed = self._waiting.popleft()
                try:
                    loop.call_soon_threadsafe(_hand, handed)
                except RuntimeError:  # that loop is closed, and nobody waits in it
                    continue
                return
            self._free += 1


def _hand(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_result(None)


_guard = Lock()
_of_server: WeakValueDictionary[str, Places] = WeakValueDictionary()


def places_at(base_url: str, limit: int) -> Places:
    """The places at a server, for all roles, models and tenants together."""
    with _guard:
        found = _of_server.get(base_url)
        if found is None:
            found = _of_server[base_url] = Places(limit)
        found.at_most(limit)
        return found
