"""Calls that may take too long: each in a thread of its own that nobody has to wait for."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from typing import TypeVar

from ...schema.errors import OutsideError
from ...schema.evidence import Evidence
from ..search import SearchProvider, SearchRequest

T = TypeVar("T")
_AT_ONCE = 8  # calls of one provider that may hang before it counts as busy


def start(work: Callable[[], T]) -> "Future[T]":
    """Runs it in a daemon thread: a pool's threads would have to end before the process may."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, name="daogou-search", daemon=True).start()
    return future


class Caller:
    """Calls one provider, and no more often than it answers."""

    def __init__(self, provider: SearchProvider) -> None:
        self.provider = provider
        self.name = provider.name
        self._free = BoundedSemaphore(_AT_ONCE)

    def call(self, request: SearchRequest) -> "Future[list[Evidence]]":
        """Raises OutsideError where too many calls hang."""
        if not self._free.acquire(blocking=False):
            raise OutsideError(f"{self.name} still owes {_AT_ONCE} answers.")
        future = start(lambda: _results(self.provider, request))
        future.add_done_callback(lambda _: self._free.release())
        return future


def _results(provider: SearchProvider, request: SearchRequest) -> list[Evidence]:
    """What it found. Raises OutsideError where that is no list of Evidence: a provider of one's own may return anything."""
    found: object = provider.search(request)
    if not isinstance(found, list) or not all(isinstance(piece, Evidence) for piece in found):
        raise OutsideError(f"{provider.name} returned no list of Evidence (docs/search.md); it gave {type(found).__name__}.")
    return found
