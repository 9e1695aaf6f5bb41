"""Turn locks across processes in Redis: a queue of tickets, a lease, and a fencing token that the saver checks."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from time import sleep
from typing import Any
from uuid import uuid4

import redis

from ..schema.errors import OutsideError, TurnRefused
from . import connection, keys, scripts
from .foreign import is_foreign, remove
from .locks import Lease, Strategy, refused, until

LEASE_MS = 10_000
"""Life of a lease: a thread is free this long after its worker died."""
WAIT_MS = LEASE_MS
"""Life of a ticket that isn't renewed; like a lease, so that messages of a slow worker keep their places."""
RENEW_S = 0.25
"""Interval at which a running turn renews its lease, and so the delay until another turn ends it."""
LEFT_MS = 1_000
"""Time for which waiting messages leave the turn to its former holder after the server lost the queue: several `RENEW_S`."""
MOMENT = "moment-"
"""Prefix of the tickets of short leases that only store held state (holds.lua)."""
MOMENTS, MOMENT_S = 40, 0.05
"""Attempts, and seconds between them, to regain a lease while a short one holds the thread."""
UNRELEASED = 10_000
HELD, OVER, GONE = 1, 0, -2
"""Answers of holds.lua and again.lua about a lease; GONE also while a short lease holds the thread."""


class RedisTurnLocks:
    """Fencing as in Kleppmann, How to do distributed locking (2016): a checkpoint is written together with its turn's token, or not at all.

    `goes_on` tells whether a turn takes its lease again if it is gone and nobody has it; it raises OutsideError.
    """

    def __init__(self, url: str, prefix: str = keys.PREFIX, lease_ms: int = LEASE_MS) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)
        self._prefix, self._lease_ms = prefix, lease_ms
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="daogou-turns")  # one thread: messages queue in the order they arrive
        self._unreleased: dict[str, set[str]] = defaultdict(set)  # thread -> tickets of turns that ended while Redis was down
        self._came: dict[str, str] = {}  # waiting ticket -> when it came, by the server's clock
        self.goes_on: Callable[[str], bool] = lambda thread: False

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
        """A short lease if nobody holds or waits for the thread, else None; not renewed. Blocking; raises OutsideError."""
        ticket = f"{MOMENT}{uuid4().hex}"
        with connection.redis_trouble(self.address):
            pass  # leave no ticket behind if the server is known to be down
        try:
            try:
                lease = self._asked(thread, ticket, "reject")
            except TurnRefused:
                lease = None
            yield lease
        finally:
            self._release(thread, ticket)

    def again(self, thread: str, lease: Lease) -> bool:
        """Regain a turn's lease that is gone, unless another took it; True if held. Blocking; raises OutsideError."""
        for _ in range(MOMENTS):
            if (answer := self._again(thread, lease)) != GONE:
                return answer == HELD
            sleep(MOMENT_S)
        return False

    def _again(self, thread: str, lease: Lease) -> int:
        return int(self._run("again", thread, [lease.fence, self._lease_ms]))

    def _asked(self, thread: str, ticket: str, strategy: Strategy) -> Lease | None:
        for late in tuple(self._unreleased.get(thread, ())):
            self._run("release", thread, [late])
            self._unreleased[thread].discard(late)
        answer = self._run("acquire", thread, [ticket, self._lease_ms, WAIT_MS, strategy, self._came.get(ticket, ""), LEFT_MS])
        if answer[0] == -1:
            raise refused(thread)
        if answer[0] == 0:
            self._came[ticket] = answer[2].decode()
            return None
        return Lease(answer[0].decode())

    def _release(self, thread: str, ticket: str) -> None:
        self._came.pop(ticket, None)
        try:
            self._run("release", thread, [ticket])
        except OutsideError:  # the lease expires by itself; sooner, if a later call reaches Redis
            if len(self._unreleased) < UNRELEASED:
                self._unreleased[thread].add(ticket)

    async def _renewed(self, thread: str, lease: Lease) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            with suppress(OutsideError):  # Redis down is no lost lease: the saver will find out
                if await self._off_loop(self._renew, thread, lease) == OVER:
                    lease.ended.set()
                    return

    def _renew(self, thread: str, lease: Lease) -> int:
        """Renew the lease, or regain one that is gone; return the script's answer."""
        answer = int(self._run("renew", thread, [lease.fence, self._lease_ms]))
        if answer != GONE:
            return answer
        if not self.goes_on(thread):
            return OVER
        with lease.guard:
            answer = GONE if lease.stored_now else self._again(thread, lease)
            if answer == HELD:
                lease.regained.set()
        return answer

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
