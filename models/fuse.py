"""A fuse before a server: one that failed several times in a row isn't asked for a while, then by one request first.

Of our own, since the kept ones don't serve here: purgatory wants a factory and names in a store of its own; circuitbreaker and pybreaker decorate
functions, where a stream must be guarded from its first piece to its last.
"""

from threading import Lock
from time import monotonic

from ..schema.errors import Unreachable

FAILURES = 3
PAUSE_S = 5.0


class Fuse:
    """Blown after `failures` in a row; `pause_s` later one caller may try, while the others are still refused."""

    def __init__(self, who: str, failures: int = FAILURES, pause_s: float = PAUSE_S) -> None:
        self._who, self._failures, self._pause_s = who, failures, pause_s
        self._lock = Lock()
        self._row = 0
        self._next = 0.0

    def check(self) -> None:
        """Raises Unreachable at once where the server is not to be asked."""
        with self._lock:
            if self._row < self._failures:
                return
            if monotonic() < self._next:
                raise Unreachable(f"{self._who} failed {self._row} times in a row and isn't asked for a moment.")
            self._next = monotonic() + self._pause_s  # this caller tries; the others wait for what comes of it

    def trip(self) -> None:
        with self._lock:
            self._row += 1
            self._next = monotonic() + self._pause_s

    def mend(self) -> None:
        with self._lock:
            self._row = 0
