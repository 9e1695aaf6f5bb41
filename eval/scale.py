"""Growth: 2,000 to 200,000 products, under conditions that keep little or nearly all. `python -m daogou.eval.scale`"""

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import cycle
from random import Random
from resource import RUSAGE_SELF, getrusage
from sys import platform
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from ..catalogue.columns import MONEY_SCALE
from ..catalogue.conditions import Judge
from ..graphs.opening import Assistant
from ..models.embedding import Vectors
from ..retrievers.dense import Dense
from ..schema.condition import Condition
from ..schema.context import Context
from ..schema.reply import Reply
from ..schema.settings import Settings
from .assistants import catalogue_of, opened
from .broken import count_broken
from .report import Figure, Report, Samples, Timings, ratio
from .stores import Bench
from .talk import LANGUAGES, Talk

SIZES = (2_000, 20_000, 200_000)
SHARES = (0.001, 0.01, 0.1, 0.5, 0.99)
WARM_UP = 3
DEPTH = 100
_BLOCK = 20_000  # rows scored at once, in double precision
_TIE = 1e-6  # two cosines nearer than that are the same: single precision can't order them


class Shelf:
    """A store of some size, open, asked for products under a condition that keeps some share of it: `timings` by share; `kept` the shares that the
    conditions really kept, as the replies' needs have them."""

    def __init__(self, size: int, assistant: Assistant) -> None:
        self.size, self.assistant, self.catalogue = size, assistant, catalogue_of(assistant)
        self.timings, self.kept, self.replies = Timings(), dict[str, list[float]](), list[Reply]()
        columns = self.catalogue.columns
        self._every = columns.unit_prices() / MONEY_SCALE
        self._prices = np.asarray(self._every[columns.alive])
        self._rng, self._languages, self._talks = Random(11), cycle(LANGUAGES), dict[float, Talk]()

    def ask(self, share: float, counted: bool = True) -> None:
        """One search turn in a new thread, for a kind of product of which the condition keeps at least one."""
        limit = self.limit(share)
        if share not in self._talks:
            rows = np.flatnonzero(self.catalogue.columns.alive & (self._every <= np.quantile(self._prices, share * 0.98))).tolist()
            self._talks[share] = Talk(self.catalogue, 13, rows)
        message = self._talks[share].message("search", next(self._languages), price=f"{limit:g}", value="")
        with (self.timings[name(share)] if counted else Samples()).timed():
            reply = self.assistant.ask(message.text, thread=f"scale-{len(self.replies)}")
        self.replies.append(reply)
        mask = Judge(self.catalogue.columns, Context().today).mask(reply.need.hard)
        self.kept.setdefault(name(share), []).append(float(mask.sum() / len(self._prices)))

    def limit(self, share: float) -> float:
        """A price that about that share of the products doesn't exceed: another one each time, so that no verdict is remembered."""
        return float(np.quantile(self._prices, share * self._rng.uniform(0.99, 1.0)).round(2)) + 0.01

    def recalls(self, settings: Settings) -> list[float]:
        """For each share the mean share of the 100 nearest allowed products that `Dense.nearest` has among its 100, over the queries of the last
        turns."""
        judge = Judge(self.catalogue.columns, Context().today)
        masks = [judge.mask([Condition(id="c", field="price", op="<=", value=self.limit(share))]) for share in SHARES]
        texts = list(dict.fromkeys(reply.need.query for reply in self.replies if reply.need.query))[:50]
        queries = self.assistant.shopfront.current().embedder.queries(texts)
        dense, wanted = Dense(self.catalogue.path, settings), queries.astype(np.float64).T
        vectors = np.load(self.catalogue.path / "vectors.npy", mmap_mode="r")
        blocks = [np.asarray(vectors[start : start + _BLOCK], np.float64) @ wanted for start in range(0, len(vectors), _BLOCK)]
        exact = np.concatenate(blocks).T
        return [float(np.mean([_recall(dense, query, scores, mask) for query, scores in zip(queries, exact, strict=True)])) for mask in masks]


def name(share: float) -> str:
    return f"{share * 100:g} %"


def _recall(dense: Dense, query: Vectors, scores: NDArray[np.float64], mask: NDArray[np.bool_]) -> float:
    allowed = np.sort(scores[mask])[::-1][:DEPTH]
    found = dense.nearest(query, mask, DEPTH).rows
    return float((scores[found] >= allowed[-1] - _TIE).sum() / len(allowed)) if len(allowed) else 1.0


def measure(sizes: Sequence[int], turns: int, bench: Bench) -> Report:
    report = Report("scale", "A search turn as the catalogue grows", {"products": list(sizes), "turns": turns, "model": bench.model})
    with ExitStack() as stack:
        shelves = [Shelf(size, stack.enter_context(opened(bench.store(size), bench.settings))) for size in sizes]
        for number in range(-WARM_UP, turns):
            for share in SHARES:
                for one in shelves:
                    one.ask(share, counted=number >= 0)
        recalls = [one.recalls(bench.settings) for one in shelves]
    rows: list[list[str | float]] = []
    for kept in map(name, SHARES):
        times = [(one.timings[kept].p50, one.timings[kept].p95, 100 * float(np.median(one.kept[kept]))) for one in shelves]
        rows.append([kept, *(cell for cells in times for cell in cells)])
    columns = ("condition keeps", *(f"{one.size:,}: {what}" for one in shelves for what in ("p50 ms", "p95 ms", "kept %")))
    report.table("search turns", columns, rows)
    found: list[list[str | float]] = [[name(share), *row] for share, *row in zip(SHARES, *recalls, strict=True)]
    report.table("recall@100 of the dense leg against exhaustive scoring", ("condition keeps", *(f"{one.size:,}" for one in shelves)), found)
    small, large = shelves[-2], shelves[-1]
    for kept in map(name, SHARES):
        title = f"{large.size:,} p50 / {small.size:,} p50, {kept} kept"
        report.figures.append(ratio(title, large.timings[kept].p50, small.timings[kept].p50, 3.0))
    report.figures.append(Figure("worst recall@100", min(map(min, recalls)), 0.99, ">=", ""))
    counted = [count_broken(one.replies, one.catalogue, Context().today) for one in shelves]
    report.judged(sum(cards for cards, _ in counted), sum(broken for _, broken in counted))
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    report.figures.append(Figure("peak memory", peak / 2**30 if platform == "darwin" else peak / 2**20, 12, "<=", " GiB"))
    return report


def main(
    sizes: Annotated[str, typer.Option(help="Products in each store, small to large.")] = ",".join(map(str, SIZES)),
    turns: Annotated[int, typer.Option(help="Search turns at each size and condition.")] = 30,
) -> None:
    """A search turn over stores of several sizes, under conditions that keep 0.1 to 99 %."""
    measure(tuple(int(size) for size in sizes.split(",")), turns, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
