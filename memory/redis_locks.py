"""One turn at a time on a thread, over every process beside a Redis: a line of tickets, a lease, and a fencing token that the saver checks."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any
from uuid import uuid4

import redis

from ..schema.errors import OutsideError, TurnRefused
from . import connection, keys, scripts
from .foreign import is_foreign, remove
from .locks import Lease, Strategy, refused, until

LEASE_MS = 10_000
"""A worker that dies frees its thread within this."""
WAIT_MS = LEASE_MS
"""A ticket that isn't asked for again within this is given up: as a lease, so that a worker that is only slow keeps its messages' places."""
RENEW_S = 0.25
"""How often a running turn asks whether it still holds its lease, and so how soon it is ended by another."""
UNRELEASED = 10_000


class RedisTurnLocks:
    """Kleppmann's fencing (How to do distributed locking, 2016): the token of a turn is written with its checkpoint, or the checkpoint isn't."""

    def __init__(self, url: str, prefix: str = keys.PREFIX, lease_ms: int = LEASE_MS) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)
        self._prefix, self._lease_ms = prefix, lease_ms
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="daogou-turns")  # one: messages join the line in their order
        self._unreleased: dict[str, set[str]] = defaultdict(set)  # thread -> the tickets of turns that ended while Redis was away

    @asynccontextmanager
    async def turn(self, thread: str, strategy: Strategy = "enqueue") -> AsyncIterator[Lease]:
        ticket = uuid4().hex
        try:
            lease = await until(lambda: self._off_loop(self._asked, thread, ticket, strategy))
            renewing = asyncio.ensure_future(self._renewed(thread, lease))
            try:
                yield lease
            finally:
                renewing.cancel()
        finally:
            await asyncio.shield(self._off_loop(self._release, thread, ticket))

    @contextmanager
    def at_once(self, thread: str) -> Iterator[Lease | None]:
        """The turn where nobody has it or waits for it, else None; not renewed, so for what takes no time. Blocking; raises OutsideError."""
        ticket = uuid4().hex
        with connection.redis_trouble(self.address):
            pass  # nothing is left behind where nobody is asked
        try:
            try:
                lease = self._asked(thread, ticket, "reject")
            except TurnRefused:
                lease = None
            yield lease
        finally:
            self._release(thread, ticket)

    def _asked(self, thread: str, ticket: str, strategy: Strategy) -> Lease | None:
        for late in tuple(self._unreleased.get(thread, ())):
            self._run("release", thread, [late])
            self._unreleased[thread].discard(late)
        answer = self._run("acquire", thread, [ticket, self._lease_ms, WAIT_MS, strategy])
        if answer[0] == -1:
            raise refused(thread)
        return None if answer[0] == 0 else Lease(answer[0].decode())

    def _release(self, thread: str, ticket: str) -> None:
        try:
            self._run("release", thread, [ticket])
        except OutsideError:  # the lease ends by itself; sooner, if we come by once Redis is back
            if len(self._unreleased) < UNRELEASED:
                self._unreleased[thread].add(ticket)

    async def _renewed(self, thread: str, lease: Lease) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            with suppress(OutsideError):  # Redis away isn't a lease lost: the saver will find out
                if await self._off_loop(self._run, "renew", thread, [lease.fence, self._lease_ms]) == 0:
                    lease.ended.set()
                    return

    def _run(self, script: str, thread: str, arguments: Sequence[Any]) -> Any:
        names = keys.keys(self._prefix, thread, keys.TURN)
        with connection.redis_trouble(self.address):
            try:
                return scripts.run(self._client, script, names, arguments)
            except redis.ResponseError as error:
                if not is_foreign(error):
                    raise
            remove(self._client, dict(zip(names, ("string", "zset", "zset"), strict=True)))
            return scripts.run(self._client, script, names, arguments)

    async def _off_loop(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)

    def close(self) -> None:
        self._thread.shutdown()
        self._client.close()
