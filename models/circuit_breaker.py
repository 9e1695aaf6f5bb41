"""Circuit breaker for a model server: after several failures in a row it refuses requests for a pause, then lets one through.

Our own, because purgatory needs a factory and a store, and circuitbreaker and pybreaker decorate functions, whereas a stream must be guarded from its
first chunk to its last.
"""

from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from ..schema.errors import Unreachable

FAILURES = 3
PAUSE_S, LONGEST_S = 5.0, 60.0


class CircuitBreaker:
    """Opens after `failures` in a row. After `pause_s` one caller may try while the others are still refused. Each failed try doubles the pause, up
    to `longest_s`, because trying a hung server costs a caller its whole deadline."""

    def __init__(
        self, who: str, failures: int = FAILURES, pause_s: float = PAUSE_S, longest_s: float = LONGEST_S, clock: Callable[[], float] = monotonic
    ) -> None:
        self._who, self._failures, self._first_s, self._longest_s, self._clock = who, failures, pause_s, longest_s, clock
        self._lock = Lock()
        self._row = 0
        self._pause_s = pause_s
        self._next = 0.0
        self._trying = False

    def refuse(self) -> None:
        """Raise Unreachable if the breaker is open."""
        with self._lock:
            self._refuse()

    def check(self) -> None:
        """Like `refuse`, but before a request is sent: after a pause it makes this caller the one that tries."""
        with self._lock:
            self._refuse()
            if self._row >= self._failures:
                self._trying = True
                self._next = self._clock() + self._pause_s  # the others wait for this caller's outcome

    def trip(self) -> None:
        """Count a failed request. Requests already running when the breaker opened don't lengthen the pause."""
        with self._lock:
            self._row += 1
            if self._trying:
                self._pause_s = min(2 * self._pause_s, self._longest_s)
            if self._trying or self._row == self._failures:
                self._next = max(self._next, self._clock() + self._pause_s)
            self._trying = False

    def rest(self, seconds: float) -> None:
        """Pause for as long as the server's `Retry-After` says, at most `longest_s`."""
        with self._lock:
            self._next = max(self._next, self._clock() + min(seconds, self._longest_s))

    def _refuse(self) -> None:
        if self._clock() < self._next:
            why = f"failed {self._row} times in a row" if self._row >= self._failures else "asked to be left alone"
            raise Unreachable(f"{self._who} {why} and isn't asked for a moment.")

    def mend(self) -> None:
        with self._lock:
            self._row, self._pause_s, self._next, self._trying = 0, self._first_s, 0.0, False


class CircuitBreakers:
    """Several breakers as one: the model's, closed by any answer, and that of whole or streamed requests, closed only by an answer of its own kind.
    Streaming may hang while whole answers still come."""

    def __init__(self, *breakers: CircuitBreaker) -> None:
        self._breakers: Sequence[CircuitBreaker] = breakers

    def refuse(self) -> None:
        for each in self._breakers:
            each.refuse()

    def check(self) -> None:
        self.refuse()  # before any of them makes this caller the one that tries
        for each in self._breakers:
            each.check()

    def trip(self) -> None:
        for each in self._breakers:
            each.trip()

    def rest(self, seconds: float) -> None:
        for each in self._breakers:
            each.rest(seconds)

    def mend(self) -> None:
        for each in self._breakers:
            each.mend()


class ModelBreakers:
    """The breakers of one model: for whole answers and for streamed ones, shared by all roles."""

    def __init__(self, who: str) -> None:
        shared = CircuitBreaker(who)
        self.whole, self.streamed = CircuitBreakers(shared, CircuitBreaker(who)), CircuitBreakers(shared, CircuitBreaker(f"{who}, streaming,"))


_guard = Lock()
_of_model: WeakValueDictionary[Hashable, ModelBreakers] = WeakValueDictionary()


def breakers_of(who: str, *alike: Hashable) -> ModelBreakers:
    """Return the breakers shared in this process by callers with the same `who` and `alike`: server, model, key and deadline. A failure with another
    key or a shorter deadline doesn't count."""
    with _guard:
        found = _of_model.get((who, *alike))
        if found is None:
            found = _of_model[who, *alike] = ModelBreakers(who)
        return found
