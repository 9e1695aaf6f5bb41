"""A worker's computing, shared among those who ask: who has used least goes first, and who asks for much at once waits meanwhile."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from time import thread_time
from typing import TypeVar

from ..models.waiting import ASIDE
from .line import Line, Party

T = TypeVar("T")
CREDIT_S = 0.5
"""Of computing that who comes now and then may be ahead of who asks all the time: some turns of his are answered as if he were alone."""
PAUSE_S = 0.02
"""How long who has used more waits for the next node of a turn that goes before his: between two nodes the event loop has work."""


@dataclass
class Share:
    """What a party has `used`, in seconds of a processor, counted from where all others' are; its `turns` that are being answered; its `jobs` that
    compute, and the `line` of those that wait; when one last ended (`seen`)."""

    used: float = 0.0
    seen: float = 0.0
    turns: int = 0
    jobs: int = 0
    line: Line = field(default_factory=Line)


class Shares:
    """`at_once` jobs compute in an event loop. A job is a node of a turn: it isn't broken off, but the next one may be another party's."""

    def __init__(self, at_once: int) -> None:
        self._at_once, self._jobs = at_once, 0
        self._shares: dict[str, Share] = {}
        self._reached = 0.0
        self._later: asyncio.TimerHandle | None = None

    @contextmanager
    def turn(self, party: Party) -> Iterator[None]:
        """What is computed within it is the party's."""
        share = self._share(party)
        share.turns, share.seen = share.turns + 1, _now()
        TURN.set(Turn(self, party))
        try:
            yield
        finally:
            share.turns -= 1
            self._give()

    async def compute(self, party: Party, pool: Executor, job: Callable[[], T], deadline_s: float | None = None) -> T:
        """What the job comes to, done when it is the party's turn. Cancelled, or beyond its deadline from then on (TimeoutError), it goes on to its
        end if it has begun, and counts until then."""
        share = self._share(party)
        place = share.line.join(party.buyer)
        self._give()
        await place.his(back=lambda: self._over(share, 0.0))
        return await asyncio.wait_for(asyncio.wrap_future(self._begun(share, pool, job)), deadline_s)

    def _begun(self, share: Share, pool: Executor, job: Callable[[], T]) -> "Future[T]":
        loop, spent = asyncio.get_running_loop(), [0.0]

        def tell(what: Callable[..., object], *said: object) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(what, share, *said)

        def timed() -> T:
            begin, token = thread_time(), ASIDE.set(partial(tell, self._aside))
            try:
                return job()
            finally:
                ASIDE.reset(token)
                spent[0] = thread_time() - begin

        begun = pool.submit(timed)
        begun.add_done_callback(lambda _: tell(self._over, spent[0]))
        return begun

    def _aside(self, share: Share, away: bool) -> None:
        """A job that comes back is given its place at once: it would hold its thread while it waits."""
        self._count(share, -1 if away else 1)
        self._give()

    def _over(self, share: Share, spent: float) -> None:
        self._count(share, -1)
        share.used, share.seen = share.used + spent, _now()
        self._give()

    def _count(self, share: Share, jobs: int) -> None:
        self._jobs, share.jobs = self._jobs + jobs, share.jobs + jobs

    def _give(self) -> None:
        while self._jobs < self._at_once and (share := self._next()) is not None:
            place = share.line.next()
            if place is not None and place.give():
                self._reached = max(self._reached, share.used)
                self._count(share, 1)

    def _next(self) -> Share | None:
        """Who waits and has used least; none where they ask for several turns at once, and somebody who has used less goes on in a moment."""
        waiting = sorted((share for share in self._shares.values() if share.line), key=lambda share: share.used)
        for share in waiting:
            if share.turns < 2 or not any(each.used < share.used and _goes_on(each) for each in self._shares.values()):
                return share
        if waiting and self._later is None:
            self._later = asyncio.get_running_loop().call_later(PAUSE_S, self._look_again)
        return None

    def _look_again(self) -> None:
        self._later = None
        self._give()

    def _share(self, party: Party) -> Share:
        """Who was away has a credit, and no greater one the longer he was; what tells no more than that is forgotten."""
        least = self._reached - CREDIT_S
        for name in [name for name, each in self._shares.items() if each.used <= least and not (each.turns or each.jobs or each.line)]:
            del self._shares[name]
        share = self._shares.setdefault(party.name, Share())
        share.used = max(share.used, least)
        return share


@dataclass(frozen=True)
class Turn:
    """Whose it is, and what he shares."""

    shares: Shares
    party: Party

    async def compute(self, pool: Executor, job: Callable[[], T], deadline_s: float | None = None) -> T:
        return await self.shares.compute(self.party, pool, job, deadline_s)


TURN: ContextVar[Turn | None] = ContextVar("daogou_turn", default=None)
"""The turn that is being answered; None: nobody shares with it."""


def _goes_on(share: Share) -> bool:
    return share.jobs > 0 or (share.turns > 0 and _now() - share.seen < PAUSE_S)


def _now() -> float:
    return asyncio.get_running_loop().time()
