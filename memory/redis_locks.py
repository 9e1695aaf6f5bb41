"""One turn at a time on a thread, over every process beside a Redis: a line of tickets, a lease, and a fencing token that the saver checks."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

from ..schema.errors import OutsideError
from . import connection, keys, scripts
from .locks import Lease, Strategy, refused, until

LEASE_MS = 10_000
"""A worker that dies frees its thread within this."""
WAIT_MS = 3_000
"""A ticket that isn't asked for again within this is given up."""
RENEW_S = 0.25
"""How often a running turn asks whether it still holds its lease, and so how soon it is ended by another."""


class RedisTurnLocks:
    """Kleppmann's fencing (How to do distributed locking, 2016): the token of a turn is written with its checkpoint, or the checkpoint isn't."""

    def __init__(self, url: str, prefix: str = keys.PREFIX, lease_ms: int = LEASE_MS) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)
        self._prefix, self._lease_ms = prefix, lease_ms
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="daogou-turns")  # one: messages join the line in their order

    @asynccontextmanager
    async def turn(self, thread: str, strategy: Strategy = "enqueue") -> AsyncIterator[Lease]:
        ticket = uuid4().hex
        lease: Lease | None = None
        try:
            lease = await until(lambda: self._asked(thread, ticket, strategy))
            renewing = asyncio.ensure_future(self._renewed(thread, lease))
            try:
                yield lease
            finally:
                renewing.cancel()
        finally:
            with suppress(OutsideError):  # the lease ends by itself
                await asyncio.shield(self._run("release", thread, [lease.fence if lease else "", ticket]))

    async def _asked(self, thread: str, ticket: str, strategy: Strategy) -> Lease | None:
        answer = await self._run("acquire", thread, [ticket, self._lease_ms, WAIT_MS, strategy])
        if answer[0] == -1:
            raise refused(thread)
        return None if answer[0] == 0 else Lease(answer[0].decode())

    async def _renewed(self, thread: str, lease: Lease) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            with suppress(OutsideError):  # Redis away isn't a lease lost: the saver will find out
                if not await self._run("renew", thread, [lease.fence, self._lease_ms]):
                    lease.ended.set()
                    return

    async def _run(self, script: str, thread: str, arguments: list[Any]) -> Any:
        names = keys.keys(self._prefix, thread, keys.TURN)

        def run() -> Any:
            with connection.redis_trouble(self.address):
                return scripts.run(self._client, script, names, arguments)

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    def close(self) -> None:
        self._thread.shutdown()
        self._client.close()
