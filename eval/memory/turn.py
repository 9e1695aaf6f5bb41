"""A turn with Redis against the same turn without, and the round trips it makes. `python -m daogou.eval.memory.turn`"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from pydantic import SecretStr

from ...catalogue.store import Store
from ...graphs.opening import Assistant
from ...models.embedding import make_embedder
from ...schema.settings import Settings
from ...tools.shop import Shopfront
from ..figure import Figure, ratio
from ..opened import catalogue_of
from ..played import LANGUAGES, WARM_UP
from ..report import Report
from ..samples import Samples, Timings
from ..stores import Bench
from ..talk import Talk
from ..unremembered import Unremembered
from .sends import sends
from .server import Server, server

WITH, WITHOUT = "with Redis", "without (SQLite in a folder)"
BUYER = "bench"


def measure(products: int, conversations: int, bench: Bench) -> Report:
    """Caches are on in both, and every message is new: what is measured is what Redis costs, not what a cache saves."""
    store = bench.store(products)
    with server() as running, _opened(store, bench.settings, running) as ours, _opened(store, bench.settings, None) as plain:
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


@contextmanager
def _opened(store: Path, settings: Settings, running: Server | None) -> Iterator[Assistant]:
    with TemporaryDirectory(prefix="daogou-redis-") as state:
        own = settings.model_copy(
            update={"state": Path(state), "store": store, "redis_url": SecretStr(running.url) if running else None, "cache": True}
        )
        with Assistant(Shopfront(Store(store), own, Unremembered(make_embedder(own))), own) as assistant:
            assistant.shopfront.current()
            yield assistant


def _row(part: str, trips: list[Counter[str]]) -> tuple[str, float, int]:
    counts = [each[part] for each in trips]
    return part, sum(counts) / len(counts), max(counts)


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    conversations: Annotated[int, typer.Option(help="Conversations of eight turns.")] = 30,
) -> None:
    """What Redis costs a turn."""
    measure(products, conversations, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
