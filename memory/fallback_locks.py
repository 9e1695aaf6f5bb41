"""Turn locks that keep working while Redis is down."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from ..schema.errors import OutsideError
from .locks import Lease, LocalTurnLocks, Strategy
from .redis_locks import RedisTurnLocks


class FallbackTurnLocks:
    """Locks across processes while Redis answers, and always within this one, so that turns begun with and without Redis exclude each other."""

    def __init__(self, shared: RedisTurnLocks) -> None:
        self._shared, self._here = shared, LocalTurnLocks()

    @asynccontextmanager
    async def turn(self, thread: str, strategy: Strategy = "enqueue") -> AsyncIterator[Lease]:
        async with AsyncExitStack() as stack:
            try:
                lease = await stack.enter_async_context(self._shared.turn(thread, strategy))
            except OutsideError:
                lease = Lease()  # no token: its result is stored under a later lease
            await stack.enter_async_context(self._here.turn(thread, strategy, lease))
            yield lease

    def close(self) -> None:
        self._shared.close()
