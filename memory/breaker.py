"""Circuit breaker with a background probe: a server that is down costs one time-out, not one per turn.

Our own, because pybreaker holds its lock during a call, so that a second turn waits for the first one's time-out, and circuitbreaker lets every
caller retry when its pause ends.
"""

import time
from collections.abc import Callable
from threading import Lock, Thread

PROBE_S = 0.2
"""Seconds between two probes of a server that is down, about the delay until its return is noticed."""
FORGOTTEN_S = 60.0
"""Seconds without a caller after which probing stops; the next caller tries the server itself."""


class Breaker:
    """Open from `trip` until a probe in a background thread succeeds. `error`: the latest failure."""

    def __init__(self, probe: Callable[[], None]) -> None:
        self._probe = probe
        self._open = False
        self.error: Exception | None = None
        self._guard = Lock()
        self._asked = 0.0

    def open(self) -> bool:
        """True if the server must not be asked now."""
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
            except Exception as error:  # clients raise many types
                self.error = error
        self._open = False
