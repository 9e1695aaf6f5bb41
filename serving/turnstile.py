"""How many turns of one buyer, and of one address, a worker answers at once: more wait, buyers in turn; more than may wait are refused."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from ..nodes.line import Line
from ..nodes.shares import Shares
from ..schema.settings import Settings
from .door.caller import Caller

PATIENCE = 4
"""Times as many as are answered at once may wait."""
BESIDE = 4
"""Turns of a batch at once: all of a long one would leave its buyer's address no room for another request."""
COMPUTING = 1
"""Nodes at once: Python runs one thread at a time, so that more would gain little, and each wait for all."""


@dataclass
class Passage:
    """Of an address, or of a buyer who is known wherever he is: requests `inside` and `turns` that are answered, by buyer; and those that wait."""

    inside: Counter[str] = field(default_factory=Counter)
    turns: Counter[str] = field(default_factory=Counter)
    line: Line = field(default_factory=Line)

    @property
    def idle(self) -> bool:
        return not (self.inside.total() or self.turns.total() or self.line)


class Turnstile:
    """Of a worker, for all its tenants."""

    def __init__(self, settings: Settings) -> None:
        self.renew(settings)
        self._shares = Shares(COMPUTING)
        self._passages: dict[str, Passage] = {}

    def renew(self, settings: Settings) -> None:
        self._buyer, self._address = settings.turns_buyer, settings.turns_address

    def full(self, caller: Caller) -> bool:
        """Whether as many requests are inside as may be, or as many turns wait, whose buyers may have left."""
        most, buyer, passage = self._most(caller), caller.party.buyer, self._passages.get(caller.party.name, Passage())
        named = bool(buyer) and passage.inside[buyer] >= self._buyer * (1 + PATIENCE)
        return named or passage.inside.total() >= most * (1 + PATIENCE) or len(passage.line) >= most * PATIENCE

    @contextmanager
    def inside(self, caller: Caller) -> Iterator[None]:
        """While a request for turns is answered."""
        buyer = caller.party.buyer
        with self._passed(caller) as passage:
            passage.inside[buyer] += 1
            try:
                yield
            finally:
                passage.inside[buyer] -= 1

    @asynccontextmanager
    async def turn(self, caller: Caller) -> AsyncIterator[None]:
        """Waits its turn; what is computed within it is its caller's."""
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
