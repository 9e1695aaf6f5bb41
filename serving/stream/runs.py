"""This worker's running turns, and the latest ended ones."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from .run import Asked, Run

KEPT = 200
"""Ended turns whose events are kept; older ones are rebuilt from the stored reply."""
Key = tuple[str | None, str, str]


class Runs:
    """Runs by buyer, thread and turn id, so that buyers can't see each other's."""

    def __init__(self, kept: int = KEPT) -> None:
        self._runs: OrderedDict[Key, Run] = OrderedDict()
        self._kept = kept

    def find(self, buyer: str | None, thread: str, turn_id: str) -> Run | None:
        return self._runs.get((buyer, thread, turn_id))

    def running(self, thread: str | None = None) -> list[Run]:
        """The running turns, oldest first, of `thread` if given."""
        return [run for run in self._runs.values() if not run.ended and thread in (None, run.thread)]

    def start(self, asked: Asked, begin: Callable[[], Run]) -> Run:
        """Return the turn with that id if it is running or answered, else start it."""
        key = asked.buyer, asked.thread, asked.turn_id
        run = self._runs.get(key)
        if run is None or (run.ended and run.reply is None):
            run = self._runs[key] = begin()
            self._runs.move_to_end(key)
            self._forget()
        return run

    def forget(self, thread: str) -> None:
        """Forget the ended turns of a deleted conversation."""
        for key in [key for key, run in self._runs.items() if run.thread == thread and run.ended]:
            del self._runs[key]

    def _forget(self) -> None:
        ended = [key for key, run in self._runs.items() if run.ended]
        for key in ended[: max(0, len(ended) - self._kept)]:
            del self._runs[key]

    async def settle(self, seconds: float) -> None:
        """Wait up to `seconds` for the running turns, then stop the rest."""
        if left := self.running():
            await asyncio.wait([asyncio.ensure_future(run.finished()) for run in left], timeout=seconds)
        await asyncio.gather(*(run.stop() for run in self.running()))
