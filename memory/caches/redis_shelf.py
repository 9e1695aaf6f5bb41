"""A cache's entries in plain Redis or Valkey, so that every process beside it has them.

PREFIX:{GROUP}:entry:EXACT       string: a value, with the time it is good for
PREFIX:{GROUP}:lease:EXACT       string: somebody makes it
PREFIX:{GROUP}:near:BUT_WORDS    list: neighbours, the newest first
PREFIX:{GROUP}:index             sorted set: key -> when it ends, so that all of a group can go without a look through the whole database
"""

import time
from functools import cached_property
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from .. import connection, scripts
from .shelf import NEIGHBOURS, Look

PREFIX = "daogou:cache"
TIMEOUT_S = 0.25
"""An entry that takes longer to fetch is worth less than making it anew."""
_BATCH = 500


class RedisShelf:
    """Each call is one round trip. Raises redis-py's errors; never tries again, but where a connection had been closed while it was idle."""

    def __init__(self, url: str, prefix: str = PREFIX) -> None:
        self._url, self._prefix, self._address = url, prefix, connection.address(url)

    @cached_property
    def _client(self) -> Any:
        """Made at the first use: a cluster's connects at once, and may be away while we start."""
        patience = {"socket_timeout": TIMEOUT_S, "socket_connect_timeout": TIMEOUT_S}
        return connection.connect(self._url, retry=Retry(NoBackoff(), 1, (redis.ConnectionError,)), **patience)

    def look(self, group: str, exact: str, but_words: str, lease_ms: int) -> Look:
        names = self._names(group, ("entry", exact), ("lease", exact), ("near", but_words))
        value, mine, near = self._run("cache_look", names, [lease_ms, NEIGHBOURS if but_words else 0])
        return Look(value, bool(mine), near)

    def keep(self, group: str, exact: str, value: bytes, seconds: int, but_words: str = "", neighbour: bytes = b"") -> None:
        names = self._names(group, ("entry", exact), ("lease", exact), ("near", but_words), ("index",))
        self._run("cache_keep", names, [value, seconds, int(time.time()), NEIGHBOURS if but_words else 0, neighbour])

    def same(self, group: str, known: str, exact: str) -> bytes | None:
        names = self._names(group, ("entry", known), ("entry", exact), ("lease", exact), ("index",))
        found: bytes | None = self._run("cache_same", names, [int(time.time())])
        return found

    def release(self, group: str, exact: str) -> None:
        self._client.unlink(*self._names(group, ("lease", exact)))

    def forget(self, group: str) -> None:
        """The index last, so that what was broken off can be gone on with."""
        (index,) = self._names(group, ("index",))
        while names := self._client.zrange(index, 0, _BATCH - 1):
            self._client.unlink(*names)
            self._client.zrem(index, *names)

    def close(self) -> None:
        if "_client" in vars(self):
            self._client.close()

    def _run(self, script: str, names: list[str], arguments: list[Any]) -> Any:
        """Not where the others found out that nobody answers. That we waited too long for an entry tells them nothing: their patience is longer."""
        if connection.away(self._address):
            raise redis.ConnectionError("nobody answered a moment ago")
        return scripts.run(self._client, script, names, arguments)

    def _names(self, group: str, *parts: tuple[Any, ...]) -> list[str]:
        """In one slot of a cluster."""
        return [":".join((self._prefix, f"{{{group}}}", *part)) for part in parts]
