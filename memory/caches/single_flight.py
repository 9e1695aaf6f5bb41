"""Deduplicates concurrent computations among the threads of a process."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class SingleFlight:
    """Callers of a running computation get its result."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._running: dict[str, Future[Any]] = {}

    def once(self, key: str, work: Callable[[], T], patience_s: float, alone: Callable[[], T]) -> tuple[T, bool]:
        """Return the result, and True if another thread computed it. A caller that waited `patience_s`, or for a failed computation, runs `alone`."""
        mine: Future[Any] = Future()
        with self._guard:
            first = self._running.setdefault(key, mine)
        if first is not mine:
            try:
                return first.result(patience_s), True
            except Exception:  # the first caller gets the error itself
                return alone(), False
        try:
            result = work()
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(result)
            return result, False
        finally:
            with self._guard:
                del self._running[key]
