"""Round trips as the client makes them: a pipeline is sent at once, and its answers come back at once."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Lock
from typing import Any
from unittest.mock import patch

from redis.asyncio.connection import AbstractConnection as AsyncConnection
from redis.connection import AbstractConnection as Connection

_PARTS = {
    b":queue": "lock",
    b"daogou:checkpoint": "checkpoints",
    b"daogou:cache": "caches",
    b"daogou:transcript": "transcript",
    b"daogou:store": "profile",
}
"""By a key's name; the first that is in the command."""


@contextmanager
def sends() -> Iterator[Counter[str]]:
    """Counts those of every client of redis-py and of valkey-py in this process, by part of Daogou; what connecting itself sends isn't counted."""
    counts: Counter[str] = Counter()
    guard = Lock()

    def count(command: Any) -> None:
        text = b"".join(command) if isinstance(command, (list, tuple)) else bytes(command)
        if text[:24].upper().split(b"\r\n")[2:3] in ([b"HELLO"], [b"CLIENT"], [b"PING"], [b"INFO"], [b"SELECT"]):
            return
        with guard:
            counts[next((part for mark, part in _PARTS.items() if mark in text), "other")] += 1

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def send(self: Any, command: Any, *rest: Any, **more: Any) -> Any:
            count(command)
            return real(self, command, *rest, **more)

        return send

    with ExitStack() as stack:
        for kind in _connections():
            stack.enter_context(patch.object(kind, "send_packed_command", counted(kind.send_packed_command)))
        yield counts


def _connections() -> Iterator[Any]:
    yield from (Connection, AsyncConnection)
    with suppress(ImportError):  # its fork, which another saver uses
        from valkey.asyncio.connection import AbstractConnection as AsyncValkeyConnection

        yield AsyncValkeyConnection
