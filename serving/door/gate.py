"""Gate that closes when the server stops: running turns finish, new ones are refused."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TURNS = re.compile(
    r"/v1/threads/[^/]+/(turns|need)|/v1/sourcing(/letters(/[^/]+(/quotes)?)?)?|/v1/chat/completions|/(c/[^/]+/)?assistant/(c/[^/]+/)?(invoke|batch|stream|stream_log|stream_events)"
)


WORK = re.compile(r"/v1/suggestions|/(c/[^/]+/)?suggestions/(c/[^/]+/)?(invoke|batch|stream|stream_log|stream_events)|/mcp")
"""Requests that compute as much as a turn without being one."""


class Gate:
    """`running`: True while turns run without a listener."""

    def __init__(self, running: Callable[[], bool] = lambda: False) -> None:
        self.closed = False
        self._inside, self._running = 0, running

    @property
    def busy(self) -> bool:
        return self._inside > 0 or self._running()

    async def empty(self) -> None:
        """Return once no turn runs."""
        while self.busy:  # noqa: ASYNC110  (turns end in many places, and this is asked once in a server's life)
            await asyncio.sleep(0.05)

    def counts(self, method: str, path: str) -> bool:
        """True if the request asks for a turn."""
        return method in ("POST", "PATCH") and TURNS.fullmatch(path) is not None

    def works(self, method: str, path: str) -> bool:
        """True if the request asks for a turn or for as much work."""
        return self.counts(method, path) or (method == "POST" and WORK.fullmatch(path) is not None)

    @contextmanager
    def passing(self, method: str, path: str) -> Iterator[None]:
        inside = self.counts(method, path)
        self._inside += inside
        try:
            yield
        finally:
            self._inside -= inside
