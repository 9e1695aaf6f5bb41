"""A server that is away for a moment is asked once more; one that stays away is not waited for at every question."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from ..schema.errors import Unreachable

T = TypeVar("T")
PAUSE_S = 6.0
"""Longer than a model's circuit breaker stays open (models/circuit_breaker.py)."""
GIVEN_UP = 3
"""After so many questions in a row that got no answer in two tries, nobody waits any more; the next answer ends that."""


class Patience:
    def __init__(self, pause_s: float = PAUSE_S) -> None:
        self._pause_s = pause_s
        self._in_a_row = 0

    async def ask(self, question: Callable[[], Awaitable[T]]) -> T:
        """Its answer. Raises what the last try raised."""
        try:
            try:
                found = await question()
            except Unreachable:
                if self._in_a_row >= GIVEN_UP:
                    raise
                await asyncio.sleep(self._pause_s)
                found = await question()
        except Unreachable:
            self._in_a_row += 1
            raise
        self._in_a_row = 0
        return found
