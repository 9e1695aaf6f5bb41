"""One turn at a time on a thread, whether Redis answers or not."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from ..schema.errors import OutsideError
from .locks import Lease, LocalTurnLocks, Strategy
from .redis_locks import RedisTurnLocks


class SteadyTurnLocks:
    """Over every process while Redis answers, and within this one always: a turn that began without Redis is waited for by one that has it."""

    def __init__(self, shared: RedisTurnLocks) -> None:
        self._shared, self._here = shared, LocalTurnLocks()

    @asynccontextmanager
    async def turn(self, thread: str, strategy: Strategy = "enqueue") -> AsyncIterator[Lease]:
        async with AsyncExitStack() as stack:
            try:
                lease = await stack.enter_async_context(self._shared.turn(thread, strategy))
            except OutsideError:
                lease = Lease()  # without a token: what it makes is stored under another lease, once there is one
            await stack.enter_async_context(self._here.turn(thread, strategy, lease))
            yield lease

    def close(self) -> None:
        self._shared.close()
