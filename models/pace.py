"""How quickly a model of a server writes: a moving figure, by the streams that came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from .tokens import counter

_WEIGHT = 0.5
"""Of the last stream, beside all before it."""
_TELLING = 10
"""Tokens behind its first piece that a stream must have to tell a rate."""
_COUNTED = 20_000
"""Characters that are counted; the rest of a text costs as much a character."""


@dataclass(frozen=True)
class Pace:
    """`first_s` until an answer begins, `rate` tokens a second from there, by our own count."""

    first_s: float
    rate: float

    def tokens(self, seconds: float) -> int:
        """How many it writes in that time."""
        return int(max(seconds - self.first_s, 0.0) * self.rate)


class Stream:
    """One stream that is timed."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self.texts = clock, list[str]()
        self._began = self._first = self._last = clock()

    def take(self, piece: str) -> None:
        self._last = self._clock()
        if not self.texts:
            self._first = self._last
        self.texts.append(piece)

    @property
    def pace(self) -> Pace | None:
        """None where too little came to tell: nothing, all at once, or a few words."""
        tokens, took = tokens_in("".join(self.texts[1:])), self._last - self._first
        return Pace(self._first - self._began, tokens / took) if tokens >= _TELLING and took > 0 else None


class Moving:
    """What is known by now, whichever role asked; `now` is None where nothing is. What broke off counts too: it shows best how slow a server is."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.now: Pace | None = None

    def note(self, stream: Stream) -> None:
        if (last := stream.pace) is None:
            return
        with self._lock:
            known = self.now or last
            self.now = Pace(_between(known.first_s, last.first_s), _between(known.rate, last.rate))


def _between(known: float, last: float) -> float:
    return known + (last - known) * _WEIGHT


_guard = Lock()
_of_model: WeakValueDictionary[tuple[str, str], Moving] = WeakValueDictionary()


def moving_at(base_url: str, model: str) -> Moving:
    """That of a model of a server, for all roles and tenants together."""
    with _guard:
        found = _of_model.get((base_url, model))
        if found is None:
            found = _of_model[base_url, model] = Moving()
        return found


def tokens_in(text: str) -> int:
    return counter()(text[:_COUNTED]) * max(len(text), _COUNTED) // _COUNTED
