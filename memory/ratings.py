"""Storage interface of ratings, kept and deleted with their threads."""

from datetime import datetime
from typing import Protocol

from ..schema.rating import Rating


class Ratings(Protocol):
    """Synchronous and thread-safe; from a coroutine, call through `asyncio.to_thread`."""

    def rate(self, thread: str, rating: Rating) -> bool:
        """Store a rating, replacing an earlier one of that turn; True if the turn exists."""

    def rated(self, thread: str) -> tuple[Rating, ...]:
        """The thread's ratings in the order of its turns."""

    def all_rated(self, since: datetime | None = None) -> tuple[Rating, ...]:
        """Ratings of all threads, oldest first, from `since` on."""
