"""Blocking work that waits for another server, and says so: somebody else may compute meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ASIDE: ContextVar[Callable[[bool], None] | None] = ContextVar("daogou_aside", default=None)
"""Who is told that the work of this thread steps aside (True), and that it goes on."""


@contextmanager
def waiting() -> Iterator[None]:
    """Nothing is computed within it."""
    if (tell := ASIDE.get()) is None:
        yield
        return
    tell(True)
    try:
        yield
    finally:
        tell(False)
