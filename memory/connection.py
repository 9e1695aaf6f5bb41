"""A connection to plain Redis or Valkey, and what is said when it fails. The password is never part of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import redis

from ..schema.errors import InputError, OutsideError
from .retrying import PatientRetry

TIMEOUT_S = 1.0
CLUSTER = "redis+cluster"
"""A URL's scheme that means a cluster, of which it names one node."""


def address(url: str) -> str:
    """Host, port and database of a URL, without user and password: `127.0.0.1:6379/0`."""
    try:
        parts: dict[str, Any] = redis.connection.parse_url(url.replace(CLUSTER, "redis", 1))  # type: ignore[no-untyped-call]
    except ValueError:
        raise InputError("DAOGOU_REDIS_URL is no Redis URL; write redis://[:password@]host:port/database, or rediss:// for TLS.") from None
    return parts.get("path") or f"{parts.get('host', 'localhost')}:{parts.get('port', 6379)}/{parts.get('db', 0)}"


def connect(url: str, **other: Any) -> Any:
    """A client that connects at its first command (a cluster's at once); safe in several threads, so in several event loops too.

    `other` settings of redis-py go before ours.
    """
    address(url)
    patience: dict[str, Any] = {"socket_timeout": TIMEOUT_S, "socket_connect_timeout": TIMEOUT_S, "health_check_interval": 30}
    if url.startswith(CLUSTER):
        return redis.RedisCluster.from_url(url.replace(CLUSTER, "redis", 1), **{**patience, **other})
    return redis.Redis.from_url(url, **{"retry": PatientRetry(), **patience, **other})


@contextmanager
def redis_trouble(where: str) -> Iterator[None]:
    """Redis's own errors as an OutsideError that names the address; what the server said may hold a password only in the URL, which isn't shown."""
    try:
        yield
    except redis.AuthenticationError:
        raise OutsideError(f"Redis at {where} refused the user or password; check the one in DAOGOU_REDIS_URL.") from None
    except (redis.ConnectionError, redis.TimeoutError, OSError):
        raise OutsideError(f"Redis at {where} didn't answer; start it, or unset DAOGOU_REDIS_URL to keep conversations in a folder.") from None
    except redis.RedisError as error:
        raise OutsideError(f"Redis at {where} didn't answer as it should: {error}.") from None
