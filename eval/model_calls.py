"""Calls of language models from plain code: one event loop, in a thread of its own, so that a model's connections are kept."""

import asyncio
from collections.abc import Coroutine
from functools import cache
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
PAUSE_S = 6.0
"""Longer than a model's circuit breaker stays open (models/circuit_breaker.py)."""


def wait(work: Coroutine[Any, Any, T]) -> T:
    """What it returns; from plain code and from threads."""
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="daogou-eval", daemon=True).start()
    return loop
