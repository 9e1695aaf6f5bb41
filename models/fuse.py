"""A fuse before a model of a server: one that failed several times in a row isn't asked for a while, then by one request first.

Of our own, since the kept ones don't serve here: purgatory wants a factory and names in a store of its own; circuitbreaker and pybreaker decorate
functions, where a stream must be guarded from its first piece to its last.
"""

from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from ..schema.errors import Unreachable

FAILURES = 3
PAUSE_S, LONGEST_S = 5.0, 60.0


class Fuse:
    """Blown after `failures` in a row; `pause_s` later one caller may try, while the others are still refused. Each try that fails doubles the
    pause, up to `longest_s`: a hung server costs whoever tries his whole deadline."""

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
        """Raises Unreachable at once where the server is not to be asked."""
        with self._lock:
            self._refuse()

    def check(self) -> None:
        """The same, where it is asked now: behind a pause this caller is the one who tries."""
        with self._lock:
            self._refuse()
            if self._row >= self._failures:
                self._trying = True
                self._next = self._clock() + self._pause_s  # this caller tries; the others wait for what comes of it

    def trip(self) -> None:
        """A request failed. Those that were under way when the fuse blew make no pause longer."""
        with self._lock:
            self._row += 1
            if self._trying:
                self._pause_s = min(2 * self._pause_s, self._longest_s)
            if self._trying or self._row == self._failures:
                self._next = max(self._next, self._clock() + self._pause_s)
            self._trying = False

    def rest(self, seconds: float) -> None:
        """The server itself said how long it isn't to be asked."""
        with self._lock:
            self._next = max(self._next, self._clock() + min(seconds, self._longest_s))

    def _refuse(self) -> None:
        if self._clock() < self._next:
            why = f"failed {self._row} times in a row" if self._row >= self._failures else "asked to be left alone"
            raise Unreachable(f"{self._who} {why} and isn't asked for a moment.")

    def mend(self) -> None:
        with self._lock:
            self._row, self._pause_s, self._next, self._trying = 0, self._first_s, 0.0, False


class Fuses:
    """One behind the other: that of a model, which every answer mends, and that of one way of asking it, which only an answer of that way mends.
    What streams may hang while what comes whole is answered."""

    def __init__(self, *fuses: Fuse) -> None:
        self._fuses: Sequence[Fuse] = fuses

    def refuse(self) -> None:
        for each in self._fuses:
            each.refuse()

    def check(self) -> None:
        self.refuse()  # before any of them lets this caller try
        for each in self._fuses:
            each.check()

    def trip(self) -> None:
        for each in self._fuses:
            each.trip()

    def rest(self, seconds: float) -> None:
        for each in self._fuses:
            each.rest(seconds)

    def mend(self) -> None:
        for each in self._fuses:
            each.mend()


class ModelFuses:
    """Of one model: all that is asked of it whole, and all that is streamed, whichever role asks."""

    def __init__(self, who: str) -> None:
        shared = Fuse(who)
        self.whole, self.streamed = Fuses(shared, Fuse(who)), Fuses(shared, Fuse(f"{who}, streaming,"))


_guard = Lock()
_of_model: WeakValueDictionary[Hashable, ModelFuses] = WeakValueDictionary()


def fuses_of(who: str, *alike: Hashable) -> ModelFuses:
    """One for all in this process who ask alike: tenants of one server and model, with one key and one deadline. What fails for another key or
    within a shorter deadline says nothing of theirs."""
    with _guard:
        found = _of_model.get((who, *alike))
        if found is None:
            found = _of_model[who, *alike] = ModelFuses(who)
        return found
