"""Marks of recent deletions in Redis: a process that holds a missing conversation tells a deletion from a loss by them.

Conversations of one id may follow one another: a holder keeps the mark that preceded its conversation, so any other mark concerns its own.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from time import time
from typing import Any, TypeVar

import redis

from . import keys
from .foreign import is_foreign

T = TypeVar("T")
KEY = f"{keys.TRANSCRIPT}:deleted"
"""Sorted set: digest of a thread -> time of deletion (epoch seconds). Nothing else of the thread remains."""
KEPT_S = 30 * 24 * 3600


class Deletions:
    """Raises redis-py's errors."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def note(self, thread: str) -> None:
        def noted() -> None:
            now = time()
            with self._client.pipeline() as pipe:
                pipe.zadd(KEY, {_digest(thread): now})
                pipe.zremrangebyscore(KEY, "-inf", now - KEPT_S)
                pipe.expire(KEY, KEPT_S)
                pipe.execute()

        self._repaired(noted)

    def mark(self, thread: str) -> float | None:
        """Mark of the last deletion of this thread id, or None."""
        return self.marks([thread])[0]

    def marks(self, threads: Sequence[str]) -> list[float | None]:
        """The marks of several threads, in one round trip."""
        return self._repaired(lambda: list(self._client.zmscore(KEY, [_digest(thread) for thread in threads]))) if threads else []

    def _repaired(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except redis.ResponseError as error:
            if not is_foreign(error):
                raise
        self._client.unlink(KEY)
        return work()


def _digest(thread: str) -> bytes:
    return sha256(thread.encode("utf-8", "surrogatepass")).digest()[:16]
