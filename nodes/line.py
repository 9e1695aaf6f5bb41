"""A line in which buyers wait in turn, so that who asks ten times waits ten times as long, and nobody else does."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import NamedTuple


class Party(NamedTuple):
    """Who shares a server with others, and the buyer of his for whom something is done ("": nobody in particular)."""

    name: str
    buyer: str = ""


class Place:
    """Of one who waits in a line, until it is `his`."""

    def __init__(self, line: "Line", buyer: str) -> None:
        self.buyer, self._line = buyer, line
        self._his: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def give(self) -> bool:
        """Whether he still wanted it."""
        if not self._his.done():
            self._his.set_result(None)
            return True
        return False

    async def his(self, back: Callable[[], object]) -> None:
        """Returns when it is. Who gives up leaves the line, or gives the place `back` where he had just been given it."""
        try:
            await self._his
        except asyncio.CancelledError:
            self._line.leave(self) if self._his.cancelled() else back()
            raise


class Line:
    """Buyers in turn, and the places of each in his order."""

    def __init__(self) -> None:
        self._places: OrderedDict[str, deque[Place]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._places.values()))

    def join(self, buyer: str) -> Place:
        place = Place(self, buyer)
        self._places.setdefault(buyer, deque()).append(place)
        return place

    def leave(self, place: Place) -> None:
        places = self._places.get(place.buyer, deque())
        if place in places:
            places.remove(place)
        if not places:
            self._places.pop(place.buyer, None)

    def next(self, may: Callable[[str], bool] = lambda buyer: True) -> Place | None:
        """The place that is given next, taken out of the line: of those buyers who `may` the one who waits longest for his turn."""
        buyer = next((each for each in self._places if may(each)), None)
        if buyer is None:
            return None
        place = self._places[buyer][0]
        self._places.move_to_end(buyer)
        self.leave(place)
        return place
