"""Savers side by side over Daogou's real state. `python -m daogou.eval.memory.savers`"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal, get_args

import typer
from langchain_core.runnables import RunnableConfig

from ...memory.checkpoints import KEPT
from ..figure import Figure
from ..opened import opened
from ..report import Report
from ..samples import Samples
from ..stores import Bench
from .contenders import OURS, Contender, Saver, contenders
from .recording import Recording, record, replayed
from .sends import sends
from .server import Server, server

Durability = Literal["exit", "sync", "async"]
SCRIPTS = ("evalsha", "eval")


class Track:
    """One saver's conversation: what its turns took, what the server did for it, how large it was after so many turns."""

    def __init__(self, contender: Contender, saver: Saver, recording: Recording, durability: Durability) -> None:
        self.contender, self._saver, self._texts, self._durability = contender, saver, recording.texts, durability
        self._graph = replayed(recording).compile(checkpointer=saver)
        self.samples = Samples()
        self.commands: Counter[str] = Counter()
        self.trips: Counter[str] = Counter()
        self.sizes: dict[int, int] = {}

    async def turn(self, number: int, told: Server) -> None:
        before = told.commands()
        with sends() as trips, self.samples.timed():
            await self._say(number, "bench")
        self.commands.update(told.commands() - before)
        self.trips.update(trips)

    async def warm_up(self) -> None:
        """Connections, tables and scripts, on a thread that is forgotten again."""
        await self._say(0, "warm-up")
        await self._saver.adelete_thread("warm-up")

    async def _say(self, number: int, thread: str) -> None:
        config: RunnableConfig = {"configurable": {"thread_id": thread}}
        await self._graph.ainvoke({"text": self._texts[number]}, config, durability=self._durability)

    def measure(self, turns: int) -> None:
        self.sizes[turns] = self.contender.size(self._saver)

    def row(self, steps: Sequence[int]) -> list[Any]:
        n = len(self.samples)
        of_server = self.contender.on_server
        trips, calls = (f"{count.total() / n:.1f}" if of_server else "" for count in (self.trips, self.commands))
        sizes = [f"{self.sizes[step] / 1024:,.0f}" for step in steps]
        return [self.contender.name, self._durability, self.samples.p50, self.samples.p95, trips, calls, *sizes]


def measure(products: int, steps: tuple[int, ...], bench: Bench) -> Report:
    """`steps`: after how many turns sizes are taken, rising; the last is how many there are."""
    with opened(bench.store(products), bench.settings) as assistant, server() as running:
        print(f"savers: recording {steps[-1]} turns …")
        recording = record(assistant, steps[-1])
        report = Report("savers", "Checkpoint savers side by side", {"turns": steps[-1], "products": products, "server": running.version})
        asyncio.run(_all(recording, steps, running, report))
    return report


async def _all(recording: Recording, steps: tuple[int, ...], running: Server, report: Report) -> None:
    missing: dict[str, str] = {}
    rows, ours = [], {}
    for durability in get_args(Durability):
        tracks = await _tracks(recording, steps, running, durability, missing)
        rows += [track.row(steps) for track in tracks]
        ours[durability] = next(track for track in tracks if track.contender.name == OURS)
    columns = ("", "durability", "ms a turn p50", "p95", "round trips", "commands", *(f"KiB after {step}" for step in steps))
    report.table("a turn of the recorded conversation, worked out by nobody (commands: by the server, those of scripts too)", columns, rows)
    report.table("what didn't start", ("", "why"), list(missing.items()) or [("none", "")])
    scripts = ours["exit"].commands
    trips = sum(scripts[name] for name in SCRIPTS) / len(ours["exit"].samples)
    report.figures += [
        Figure("round trips a turn for checkpoints, exit (scripts by the server's count)", trips, 4, "<=", ""),
        Figure("round trips a turn for checkpoints, exit (sent by the client)", ours["exit"].trips.total() / len(ours["exit"].samples), 4, "<=", ""),
    ]
    if len(steps) > 1:
        small, large = (ours["exit"].sizes[step] for step in (steps[0], steps[-1]))
        what = f"a thread after {steps[-1]} turns / after {steps[0]}, last {KEPT} kept"
        report.figures.append(Figure(what, large / small, 1.5, "<=", "x", f"{large:,} / {small:,} bytes"))


async def _tracks(recording: Recording, steps: tuple[int, ...], running: Server, durability: Durability, missing: dict[str, str]) -> list[Track]:
    """Turn about, so that a busy machine slows all."""
    running.empty()
    with TemporaryDirectory(prefix="daogou-savers-") as folder:
        async with AsyncExitStack() as stack:
            tracks = []
            for contender in contenders(running, Path(folder)):
                saver = None if contender.name in missing else await _started(contender, stack, missing)
                if saver is not None:
                    tracks.append(Track(contender, saver, recording, durability))
                    await tracks[-1].warm_up()
            for number in range(steps[-1]):
                for track in tracks:
                    await track.turn(number, running)
                    if number + 1 in steps:
                        track.measure(number + 1)
    print(f"savers: {durability}, {steps[-1]} turns with each of {len(tracks)} savers")
    return tracks


async def _started(contender: Contender, stack: AsyncExitStack, missing: dict[str, str]) -> Saver | None:
    try:
        return await stack.enter_async_context(contender.open())
    except Exception as error:  # whatever keeps a package from starting here is what is told of it
        missing[contender.name] = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
        return None


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    turns: Annotated[int, typer.Option(help="Turns of the conversation.")] = 100,
) -> None:
    """Ours beside the others, in one run, at each durability."""
    measure(products, tuple(sorted({min(20, turns), turns})), Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
