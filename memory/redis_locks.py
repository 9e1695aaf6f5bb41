"""One turn at a time on a thread, over every process beside a Redis: a line of tickets, a lease, and a fencing token that the saver checks."""

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
"""A worker that dies frees its thread within this."""
WAIT_MS = LEASE_MS
"""A ticket that isn't asked for again within this is given up: as a lease, so that a worker that is only slow keeps its messages' places."""
RENEW_S = 0.25
"""How often a running turn asks whether it still holds its lease, and so how soon it is ended by another."""
LEFT_MS = 1_000
"""How long messages that wait in a line which the server lost leave the turn to who had it: a few times `RENEW_S`."""
MOMENT = "moment-"
"""Before the ticket of what only stores what it has of a thread (holds.lua)."""
MOMENTS, MOMENT_S = 40, 0.05
"""How often, and after which pause, a turn whose lease is gone asks for it behind such a one."""
UNRELEASED = 10_000
HELD, OVER, GONE = 1, 0, -2
"""What holds.lua and again.lua say of a lease; GONE also where somebody has the thread for a moment."""


class RedisTurnLocks:
    """Kleppmann's fencing (How to do distributed locking, 2016): the token of a turn is written with its checkpoint, or the checkpoint isn't.

    `goes_on` tells whether a turn of a thread takes its place again where the lease is gone and nobody has it; it raises OutsideError.
    """

    def __init__(self, url: str, prefix: str = keys.PREFIX, lease_ms: int = LEASE_MS) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)
        self._prefix, self._lease_ms = prefix, lease_ms
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="daogou-turns")  # one: messages join the line in their order
        self._unreleased: dict[str, set[str]] = defaultdict(set)  # thread -> the tickets of turns that ended while Redis was away
        self._came: dict[str, str] = {}  # ticket that waits -> when it came, as the server told
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
        """The turn where nobody has it or waits for it, else None; not renewed, so for what takes no time. Blocking; raises OutsideError."""
        ticket = f"{MOMENT}{uuid4().hex}"
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

    def again(self, thread: str, lease: Lease) -> bool:
        """A turn's place anew, where the lease is gone and nobody took it; whether it has it. Blocking; raises OutsideError."""
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
        except OutsideError:  # the lease ends by itself; sooner, if we come by once Redis is back
            if len(self._unreleased) < UNRELEASED:
                self._unreleased[thread].add(ticket)

    async def _renewed(self, thread: str, lease: Lease) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            with suppress(OutsideError):  # Redis away isn't a lease lost: the saver will find out
                if await self._off_loop(self._renew, thread, lease) == OVER:
                    lease.ended.set()
                    return

    def _renew(self, thread: str, lease: Lease) -> int:
        """What holds.lua says of the lease, once a turn whose lease is gone has its place again."""
        answer = int(self._run("renew", thread, [lease.fence, self._lease_ms]))
        if answer != GONE:
            return answer
        answer = self._again(thread, lease) if self.goes_on(thread) else OVER
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
