"""Marks blocking waits for another server, so that other work may use the processor meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ASIDE: ContextVar[Callable[[bool], None] | None] = ContextVar("daogou_aside", default=None)
"""Callback of this thread's work: True when it starts to wait, False when it goes on."""


@contextmanager
def waiting() -> Iterator[None]:
    """Report the enclosed block as waiting; it must not compute."""
    if (tell := ASIDE.get()) is None:
        yield
        return
    tell(True)
    try:
        yield
    finally:
        tell(False)
