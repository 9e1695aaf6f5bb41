"""Many conversations in one Redis: what each takes, and whether a turn grows with them. `python -m daogou.eval.memory.threads`"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Annotated, Any

import typer
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import Checkpoint

from ...graphs.opening import Assistant
from ...memory.checkpoints import KEPT
from ...memory.redis import RedisSaver
from ...memory.redis_transcripts import RedisTranscripts
from ...memory.serializer import serializer
from ...memory.transcript import Turn
from ..figure import Figure, ratio
from ..opened import catalogue_of, opened
from ..played import LANGUAGES
from ..report import Cells, Report
from ..samples import Timings
from ..stores import Bench
from ..talk import Talk
from .server import Server, server

CONVERSATIONS = 8
"""Different ones that are played for real; the others are copies of them."""
SAMPLE = 100
"""Threads that are weighed with fewer checkpoints kept, and transcripts."""
TIMED = 500
"""Turns timed at the end, and beside each one on a server that has nothing else."""
MILLIONS = 10


@dataclass(frozen=True)
class Conversation:
    """What was stored, turn by turn."""

    checkpoints: Sequence[tuple[Checkpoint, Any]]
    turns: Sequence[Turn]


class Memo:
    """A serializer that remembers what it wrote: copies of a conversation are written without working it out again."""

    def __init__(self) -> None:
        self._base = serializer()
        self._known: dict[int, tuple[Any, tuple[str, bytes]]] = {}

    def dumps_typed(self, value: Any) -> tuple[str, bytes]:
        found = self._known.get(id(value))
        if found is None or found[0] is not value:
            found = self._known[id(value)] = (value, self._base.dumps_typed(value))
        return found[1]

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        return self._base.loads_typed(data)


def measure(products: int, threads: int, turns: int, bench: Bench) -> Report:
    with opened(bench.store(products), bench.settings) as assistant:
        played = [_played(assistant, number, turns) for number in range(CONVERSATIONS)]
    with server() as full, server() as empty:
        report = Report("threads", "Many conversations in one Redis", {"threads": threads, "turns each": turns, "kept": KEPT, "server": full.version})
        _filled(full, played, threads, report)
        _timed(full, empty, played, threads, report)
        _weighed(empty, played, report)
        _transcripts(empty, played, report)
    return report


def _played(assistant: Assistant, number: int, turns: int) -> Conversation:
    """Its checkpoints as the graph stored them, and its transcript."""
    thread, talk = f"played-{number}", Talk(catalogue_of(assistant), 20 + number)
    config: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}
    stored = []
    for message in _messages(talk, number, turns):
        assistant.ask(message, thread=thread)
        found = assistant.threads.checkpoints.get_tuple(config)
        assert found is not None
        stored.append((found.checkpoint, found.metadata))
    return Conversation(stored, assistant.threads.get(thread))


def _messages(talk: Talk, number: int, turns: int) -> Iterator[str]:
    left = turns
    for language in cycle(LANGUAGES[number % 2 :] + LANGUAGES[: number % 2]):
        for message in talk.conversation(language):
            if left == 0:
                return
            left -= 1
            yield message.text


def _filled(full: Server, played: Sequence[Conversation], threads: int, report: Report) -> None:
    saver = RedisSaver(full.url, keep_last=KEPT, serde=Memo())
    before, begin = full.memory(), time.perf_counter()
    for thread in range(threads):
        _write(saver, f"thread-{thread}", played[thread % len(played)].checkpoints)
        if (thread + 1) % max(1, threads // 10) == 0:
            each, seconds = (full.memory() - before) / (thread + 1), time.perf_counter() - begin
            print(f"threads: {thread + 1:,} of {threads:,}, {each / 1024:.1f} KiB each, {seconds:.0f} s")
    each = (full.memory() - before) / threads
    saver.close()
    report.figures += [
        Figure("memory a thread (used_memory, its share of everything)", each / 1024, None, "<=", " KiB"),
        Figure(f"{MILLIONS} million threads, checkpoints", each * MILLIONS * 1e6 / 2**30, None, "<=", " GiB"),
    ]


def _write(saver: RedisSaver, thread: str, checkpoints: Sequence[tuple[Checkpoint, Any]]) -> None:
    config: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}
    known: dict[str, Any] = {}
    for checkpoint, metadata in checkpoints:
        versions = checkpoint["channel_versions"]
        config = saver.put(config, checkpoint, metadata, {name: version for name, version in versions.items() if known.get(name) != version})
        known = dict(versions)


def _timed(full: Server, empty: Server, played: Sequence[Conversation], threads: int, report: Report) -> None:
    """One more turn on threads of the full server, turn about with the same on a server that has nothing else."""
    timings, end = Timings(), "with all threads"
    savers = {name: RedisSaver(told.url, keep_last=KEPT, serde=serializer()) for name, told in ((end, full), ("with one", empty))}
    names = list(savers)
    for number in range(-5, TIMED):
        place = (number * 37) % threads
        checkpoints = played[place % len(played)].checkpoints
        for name in names if number % 2 else reversed(names):
            saver = savers[name]
            saver.delete_thread("fresh")
            _write(saver, "fresh", checkpoints)  # on both, so that neither server has just slept
            _turn(saver, f"thread-{place}" if name == end else "fresh", timings, name if number >= 0 else "warm-up")
    for saver in savers.values():
        saver.close()
    report.times("a turn's get and put", Timings({name: samples for name, samples in timings.items() if "warm-up" not in name}))
    for kind in ("get", "put"):
        many, one = timings[f"{kind}, {end}"], timings[f"{kind}, with one"]
        report.figures += [
            ratio(f"{kind} p95, with {threads:,} threads / with one", many.p95, one.p95, 1.5),
            ratio(f"{kind} p50, with {threads:,} threads / with one", many.p50, one.p50, None),
        ]


def _turn(saver: RedisSaver, thread: str, timings: Timings, name: str) -> None:
    config: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}
    with timings[f"get, {name}"].timed():
        found = saver.get_tuple(config)
    assert found is not None
    versions = found.checkpoint["channel_versions"]
    new = {channel: saver.get_next_version(version, None) for channel, version in versions.items()}
    later: Checkpoint = {**found.checkpoint, "id": f"{found.checkpoint['id'][:-4]}ffff", "channel_versions": {**new}}
    with timings[f"put, {name}"].timed():
        saver.put(found.config, later, found.metadata, {**new})


def _weighed(told: Server, played: Sequence[Conversation], report: Report) -> None:
    """By how many checkpoints are kept: all but the last are for going back."""
    rows: list[Cells] = []
    for keep in (1, 2, KEPT, None):
        told.empty()
        saver, before = RedisSaver(told.url, keep_last=keep, serde=Memo()), told.memory()
        for number in range(SAMPLE):
            _write(saver, f"thread-{number}", played[number % len(played)].checkpoints)
        each = (told.memory() - before) / SAMPLE
        saver.close()
        rows.append([str(keep or "all"), each / 1024, each * MILLIONS * 1e6 / 2**30])
    report.table(f"by checkpoints kept, over {SAMPLE} threads", ("kept", "KiB a thread", f"GiB, {MILLIONS} million threads"), rows)


def _transcripts(told: Server, played: Sequence[Conversation], report: Report) -> None:
    """What was said, whole, lies beside it."""
    transcripts, before = RedisTranscripts(told.url), told.memory()
    for number in range(SAMPLE):
        for turn in played[number % len(played)].turns:
            transcripts.append(f"said-{number}", turn)
    each = (told.memory() - before) / SAMPLE
    transcripts.close()
    report.figures += [
        Figure(f"transcript of a thread, weighed over {SAMPLE}", each / 1024, None, "<=", " KiB"),
        Figure(f"{MILLIONS} million threads, transcripts", each * MILLIONS * 1e6 / 2**30, None, "<=", " GiB"),
    ]


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    threads: Annotated[int, typer.Option(help="Conversations.")] = 5_000,
    turns: Annotated[int, typer.Option(help="Turns of each.")] = 20,
) -> None:
    """Conversations by a generator, in a Redis of their own."""
    measure(products, threads, turns, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
