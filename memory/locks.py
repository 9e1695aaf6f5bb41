"""One turn at a time on a thread, within this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock
from weakref import WeakValueDictionary


class _Turn:
    """A lock that a weak dictionary can hold."""

    def __init__(self) -> None:
        self.lock = Lock()


class TurnLocks:
    """A lock a conversation, neutral to event loops: overlapping turns would each start from the same state, and one would be lost."""

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
        self._guard = Lock()

    @asynccontextmanager
    async def turn(self, thread: str) -> AsyncIterator[None]:
        """Waits for the running turn of this thread."""
        with self._guard:
            held = self._turns.setdefault(thread, _Turn())
        while not held.lock.acquire(blocking=False):  # noqa: ASYNC110
            await asyncio.sleep(0.005)  # an asyncio.Event belongs to one loop; these turns may run in several
        try:
            yield
        finally:
            held.lock.release()
