"""A circuit breaker: a server that didn't answer costs its time-out once, not at every turn.

Of our own, since the kept libraries don't serve threads: pybreaker holds its lock while a call runs, so that a second turn waits behind the first's
time-out; circuitbreaker lets everybody try again at once when its pause is over, so that each turn pays the time-out anew.
"""

import time
from collections.abc import Callable
from threading import Lock, Thread

PROBE_S = 0.2
"""Between two probes of a server that is away, and so about how soon its return is seen."""
FORGOTTEN_S = 60.0
"""A breaker that nobody asked for so long stops probing; whoever comes next tries for himself."""


class Breaker:
    """Open once `trip` was called, until a probe in a thread of its own goes through. Nobody else waits for the server meanwhile; `error` is
    what the last who asked was answered."""

    def __init__(self, probe: Callable[[], None]) -> None:
        self._probe = probe
        self._open = False
        self.error: Exception | None = None
        self._guard = Lock()
        self._asked = 0.0

    def open(self) -> bool:
        """Whether not to ask the server now."""
        self._asked = time.monotonic()
        return self._open

    def trip(self, error: Exception | None = None) -> None:
        with self._guard:
            self.error = error
            if self._open:
                return
            self._open = True
        self._asked = time.monotonic()
        Thread(target=self._probing, name="daogou-probe", daemon=True).start()

    def _probing(self) -> None:
        answered = False
        while not answered and time.monotonic() - self._asked < FORGOTTEN_S:
            time.sleep(PROBE_S)
            try:
                self._probe()
                answered = True
            except Exception as error:  # whatever a client raises, it is no answer
                self.error = error
        self._open = False
