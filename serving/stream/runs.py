"""The turns that run in this worker, and the last of those that ended."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from .run import Asked, Run

KEPT = 200
"""Ended turns whose events are kept for who comes back; of older ones the reply is told again from the store."""
Key = tuple[str | None, str, str]


class Runs:
    """By buyer, conversation and the turn's name: so nobody comes upon another's."""

    def __init__(self, kept: int = KEPT) -> None:
        self._runs: OrderedDict[Key, Run] = OrderedDict()
        self._kept = kept

    def find(self, buyer: str | None, thread: str, turn_id: str) -> Run | None:
        return self._runs.get((buyer, thread, turn_id))

    def running(self, thread: str | None = None) -> list[Run]:
        """Those that haven't ended, the first one first; of one conversation where it is named."""
        return [run for run in self._runs.values() if not run.ended and thread in (None, run.thread)]

    def start(self, asked: Asked, begin: Callable[[], Run]) -> Run:
        """The turn of that name where there is one that runs or was answered, else a new one."""
        key = asked.buyer, asked.thread, asked.turn_id
        run = self._runs.get(key)
        if run is None or (run.ended and run.reply is None):
            run = self._runs[key] = begin()
            self._runs.move_to_end(key)
            self._forget()
        return run

    def forget(self, thread: str) -> None:
        """The ended turns of a conversation that is deleted."""
        for key in [key for key, run in self._runs.items() if run.thread == thread and run.ended]:
            del self._runs[key]

    def _forget(self) -> None:
        ended = [key for key, run in self._runs.items() if run.ended]
        for key in ended[: max(0, len(ended) - self._kept)]:
            del self._runs[key]

    async def settle(self, seconds: float) -> None:
        """Waits for those that run; what is left then is stopped."""
        if left := self.running():
            await asyncio.wait([asyncio.ensure_future(run.finished()) for run in left], timeout=seconds)
        await asyncio.gather(*(run.stop() for run in self.running()))
