"""Where ratings are kept: beside what they are about, and forgotten with it."""

from datetime import datetime
from typing import Protocol

from ..schema.rating import Rating


class Ratings(Protocol):
    """Synchronous and safe in several threads; from a coroutine, call through `asyncio.to_thread`."""

    def rate(self, thread: str, rating: Rating) -> bool:
        """Keep it in place of an earlier one of that turn; whether there is such a turn."""

    def rated(self, thread: str) -> tuple[Rating, ...]:
        """A thread's, in the order of its turns."""

    def all_rated(self, since: datetime | None = None) -> tuple[Rating, ...]:
        """Of every thread, the earliest first; `since`: only those given from then on."""
