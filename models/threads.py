"""One thread for linear algebra: a process that answers several buyers has better work for the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """numpy's products of matrices stay in this thread; costs 20 microseconds. On two busy cores a scan of 20,000 vectors took 2 ms so, else 5."""
    with _controller().limit(limits=1, user_api="blas"):
        yield
