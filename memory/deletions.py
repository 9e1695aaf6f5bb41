"""Which conversations were deleted of late, in Redis: a process that holds one takes it for deleted then, and for lost otherwise.

Conversations of one id may follow one another: who begins to hold one keeps the mark of the deletion before it, and any other mark is its own.
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
"""Sorted set: the digest of a thread -> when it was deleted (epoch seconds). Of the thread itself nothing is left."""
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

        self._mended(noted)

    def mark(self, thread: str) -> float | None:
        """Of the last deletion of a conversation of this id; None where none is known."""
        return self.marks([thread])[0]

    def marks(self, threads: Sequence[str]) -> list[float | None]:
        """In one round trip."""
        return self._mended(lambda: list(self._client.zmscore(KEY, [_digest(thread) for thread in threads]))) if threads else []

    def _mended(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except redis.ResponseError as error:
            if not is_foreign(error):
                raise
        self._client.unlink(KEY)
        return work()


def _digest(thread: str) -> bytes:
    return sha256(thread.encode("utf-8", "surrogatepass")).digest()[:16]
