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
"""Seconds; an entry that takes longer costs more than computing it."""
_BATCH = 500


class RedisShelf:
    """Cache storage in Redis, one round trip per call. Raises redis-py's errors; retries only on a connection that was closed while idle."""

    def __init__(self, url: str, prefix: str = PREFIX) -> None:
        self._url, self._prefix, self._address = url, prefix, connection.address(url)

    @cached_property
    def _client(self) -> Any:
        """Connects at first use: a cluster client connects at once, and the cluster may be down at start-up."""
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
        """Delete a group's keys before their index entries, so that an interrupted call can be repeated."""
        (index,) = self._names(group, ("index",))
        while names := self._client.zrange(index, 0, _BATCH - 1):
            self._client.unlink(*names)
            self._client.zrem(index, *names)

    def close(self) -> None:
        if "_client" in vars(self):
            self._client.close()

    def _run(self, script: str, names: list[str], arguments: list[Any]) -> Any:
        """Run a script, unless the server is known to be down. A time-out here doesn't trip the shared breaker, because others wait longer."""
        if connection.away(self._address):
            raise redis.ConnectionError("the server is known to be down")
        return scripts.run(self._client, script, names, arguments)

    def _names(self, group: str, *parts: tuple[Any, ...]) -> list[str]:
        """Keys with one hash tag, so that they share a cluster slot."""
        return [":".join((self._prefix, f"{{{group}}}", *part)) for part in parts]
