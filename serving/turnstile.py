"""Limits concurrent turns per buyer and per address in a worker: further ones queue fairly, beyond the queue they are refused."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from ..nodes.line import Line
from ..nodes.shares import Shares
from ..schema.settings import Settings
from .door.caller import Caller

PATIENCE = 4
"""The queue's size, in multiples of the concurrent turns."""
BESIDE = 4
"""Concurrent turns of a batch; a long batch would otherwise block its buyer's address."""
COMPUTING = 1
"""Concurrent nodes: Python runs one thread at a time, so more would gain little and slow each other."""


@dataclass
class Passage:
    """State of an address or known buyer: `inside`, requests by buyer; `turns`, running ones by buyer; `line`, the queue."""

    inside: Counter[str] = field(default_factory=Counter)
    turns: Counter[str] = field(default_factory=Counter)
    line: Line = field(default_factory=Line)

    @property
    def idle(self) -> bool:
        return not (self.inside.total() or self.turns.total() or self.line)


class Turnstile:
    """One per worker, for all tenants."""

    def __init__(self, settings: Settings) -> None:
        self.renew(settings)
        self._shares = Shares(COMPUTING)
        self._passages: dict[str, Passage] = {}

    def renew(self, settings: Settings) -> None:
        self._buyer, self._address = settings.turns_buyer, settings.turns_address

    def full(self, caller: Caller) -> bool:
        """True if the caller has too many requests inside or too many turns queued, even if the clients have left."""
        most, buyer, passage = self._most(caller), caller.party.buyer, self._passages.get(caller.party.name, Passage())
        named = bool(buyer) and passage.inside[buyer] >= self._buyer * (1 + PATIENCE)
        return named or passage.inside.total() >= most * (1 + PATIENCE) or len(passage.line) >= most * PATIENCE

    @contextmanager
    def inside(self, caller: Caller) -> Iterator[None]:
        """Context of a request for turns."""
        buyer = caller.party.buyer
        with self._passed(caller) as passage:
            passage.inside[buyer] += 1
            try:
                yield
            finally:
                passage.inside[buyer] -= 1

    @asynccontextmanager
    async def turn(self, caller: Caller) -> AsyncIterator[None]:
        """Context of a turn: waits in the queue; computation within it is attributed to the caller."""
        with self._passed(caller) as passage:
            place = passage.line.join(caller.party.buyer)
            self._give(passage, caller)
            await place.his(back=lambda: self._leave(passage, caller))
            try:
                with self._shares.turn(caller.party):
                    yield
            finally:
                self._leave(passage, caller)

    @contextmanager
    def _passed(self, caller: Caller) -> Iterator[Passage]:
        passage = self._passages.setdefault(caller.party.name, Passage())
        try:
            yield passage
        finally:
            if passage.idle:
                self._passages.pop(caller.party.name, None)

    def _most(self, caller: Caller) -> int:
        return self._buyer if caller.known else self._address

    def _give(self, passage: Passage, caller: Caller) -> None:
        while passage.turns.total() < self._most(caller):
            place = passage.line.next(lambda buyer: not buyer or passage.turns[buyer] < self._buyer)
            if place is None:
                return
            passage.turns[place.buyer] += place.give()

    def _leave(self, passage: Passage, caller: Caller) -> None:
        passage.turns[caller.party.buyer] -= 1
        self._give(passage, caller)
