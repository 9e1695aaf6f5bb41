"""Moving average of a model's writing speed, measured on its streams."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from .tokens import counter

_WEIGHT = 0.5
"""Weight of the latest stream in the average."""
_TELLING = 10
"""Least tokens after the first chunk from which a rate is measured."""
_COUNTED = 20_000
"""Characters that are tokenized; longer texts are extrapolated."""


@dataclass(frozen=True)
class Pace:
    """`first_s`: seconds to the first chunk; `rate`: tokens per second after it, by our tokenizer."""

    first_s: float
    rate: float

    def tokens(self, seconds: float) -> int:
        """Tokens written within `seconds`."""
        return int(max(seconds - self.first_s, 0.0) * self.rate)


class Stream:
    """Timestamps and chunks of one stream."""

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
        """None if the stream was too short to measure or came in one chunk."""
        tokens, took = tokens_in("".join(self.texts[1:])), self._last - self._first
        return Pace(self._first - self._began, tokens / took) if tokens >= _TELLING and took > 0 else None


class AveragePace:
    """Average pace of a model over all roles in `now`; None if unknown. Interrupted streams count: they show best how slow a server is."""

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
_of_model: WeakValueDictionary[tuple[str, str], AveragePace] = WeakValueDictionary()


def pace_at(base_url: str, model: str) -> AveragePace:
    """Return the average shared by all roles and tenants of a server's model."""
    with _guard:
        found = _of_model.get((base_url, model))
        if found is None:
            found = _of_model[base_url, model] = AveragePace()
        return found


def tokens_in(text: str) -> int:
    return counter()(text[:_COUNTED]) * max(len(text), _COUNTED) // _COUNTED
