"""Connections to plain Redis or Valkey, and their errors. No message contains the password."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Lock, Thread, local
from typing import Any, TypeVar

import redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.exceptions import AuthenticationError, ClusterDownError, RedisClusterException, SlotNotCoveredError
from redis.retry import Retry

from ..schema.errors import InputError, OutsideError, Unreachable
from .breaker import Breaker

T = TypeVar("T")
TRIES = 4
LAST_START_S = 2.0  # latest start of a retry: with a socket time-out of 1 s a command ends within 3 s
_running = local()  # true within a command: connecting is part of it and has no retries of its own
TIMEOUT_S = 1.0
CLUSTER = "redis+cluster"
"""URL scheme of a cluster; the URL names one of its nodes."""
AWAY = (redis.ConnectionError, redis.TimeoutError, ClusterDownError, SlotNotCoveredError, OSError)
_breakers: dict[str, Breaker] = {}
"""Breakers by address, so that all parts of a process share the knowledge that a server is down."""
_guard = Lock()


def address(url: str) -> str:
    """Host, port and database of a URL without its credentials: `127.0.0.1:6379/0`. Raises InputError."""
    try:
        parts: dict[str, Any] = redis.connection.parse_url(url.replace(CLUSTER, "redis", 1))  # type: ignore[no-untyped-call]
    except ValueError:
        raise InputError("DAOGOU_REDIS_URL isn't a Redis URL; write redis://[:password@]host:port/database, or rediss:// for TLS.") from None
    return parts.get("path") or f"{parts.get('host', 'localhost')}:{parts.get('port', 6379)}/{parts.get('db', 0)}"


def connect(url: str, **other: Any) -> Any:
    """Return a thread-safe client that connects at its first command (a cluster client at once).

    `other`: redis-py options that override ours.
    """
    where = _known(url)
    if not url.startswith(CLUSTER):
        return _client(url, **{"retry": PatientRetry(), **other})
    with redis_trouble(where):
        return _client(url, **other)


def greet(url: str) -> None:
    """Check in the background whether the server answers, so that the first turn needn't wait for it."""
    Thread(target=_greeting, args=(_known(url), url), name="daogou-greeting", daemon=True).start()


def _greeting(where: str, url: str) -> None:
    with suppress(OutsideError), redis_trouble(where):
        _probe(url)


def _known(url: str) -> str:
    """Return the address after registering its breaker."""
    where = address(url)
    with _guard:
        _breakers.setdefault(where, Breaker(partial(_probe, url)))
    return where


def _client(url: str, **other: Any) -> Any:
    options: dict[str, Any] = {"socket_timeout": TIMEOUT_S, "socket_connect_timeout": TIMEOUT_S, "health_check_interval": 30, **other}
    if url.startswith(CLUSTER):
        return redis.RedisCluster.from_url(url.replace(CLUSTER, "redis", 1), **options)
    return redis.Redis.from_url(url, **options)


def _probe(url: str) -> None:
    """Ping the server, or each primary of a cluster; raises if one doesn't answer."""
    client = _client(url, retry=Retry(NoBackoff(), 0))
    try:
        client.ping(**({"target_nodes": redis.RedisCluster.PRIMARIES} if url.startswith(CLUSTER) else {}))
    finally:
        client.close()


@contextmanager
def redis_trouble(where: str) -> Iterator[None]:
    """Translate Redis errors into OutsideError with the address; Unreachable if the server doesn't answer or is known to be down."""
    breaker = _breakers.get(where)
    if breaker is not None and breaker.open():
        raise _away(where, breaker.error) from None
    try:
        yield
    except (redis.AuthenticationError, *AWAY) as error:
        if breaker is not None:
            breaker.trip(error)
        raise _away(where, error) from None
    except (redis.RedisError, RedisClusterException) as error:
        raise OutsideError(f"Redis at {where} failed: {error}.", "storage_away") from None


def away(where: str) -> bool:
    """True if the server is known to be down."""
    breaker = _breakers.get(where)
    return breaker is not None and breaker.open()


def _away(where: str, error: Exception | None) -> Unreachable:
    if isinstance(error, redis.AuthenticationError):
        return Unreachable(f"Redis at {where} refused the user or password; check the one in DAOGOU_REDIS_URL.", "storage_away")
    return Unreachable(f"Redis at {where} didn't answer; start it, or unset DAOGOU_REDIS_URL to keep conversations in a folder.", "storage_away")


class PatientRetry(Retry):
    """redis-py's Retry with one deadline for a command, its connecting and its health check; theirs multiply to a minute on a frozen server."""

    def __init__(self) -> None:
        super().__init__(ExponentialBackoff(cap=0.4, base=0.05), TRIES - 1)  # a restarting server is back within this time

    def call_with_retry(
        self,
        do: Callable[[], T],
        fail: Callable[..., Any],
        is_retryable: Callable[[Exception], bool] | None = None,
        with_failure_count: bool = False,
    ) -> T:
        outermost = not getattr(_running, "inside", False)
        _running.inside = True
        try:
            return self._tried(do, fail, is_retryable, with_failure_count, self._retries if outermost else 0)
        finally:
            _running.inside = not outermost

    def _tried(
        self, do: Callable[[], T], fail: Callable[..., Any], is_retryable: Callable[[Exception], bool] | None, counted: bool, retries: int
    ) -> T:
        end, failures = time.monotonic() + LAST_START_S, 0
        while True:
            try:
                return do()
            except self._supported_errors as error:
                if isinstance(error, AuthenticationError) or (is_retryable is not None and not is_retryable(error)):
                    raise  # a refused password would be refused again
                failures += 1
                fail(error, failures) if counted else fail(error)
                wait = self._backoff.compute(failures)
                if failures > retries or time.monotonic() + wait > end:
                    raise
                time.sleep(wait)
