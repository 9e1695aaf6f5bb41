"""Growth: 2,000 to 200,000 products, under conditions that keep little or nearly all. `python -m daogou.eval.scale`"""

from contextlib import ExitStack
from resource import RUSAGE_SELF, getrusage
from sys import platform
from typing import Annotated

import numpy as np
import typer

from ..catalogue.conditions import Judge
from ..schema.condition import Condition
from ..schema.context import Context
from .broken import count_broken
from .figure import Figure, ratio
from .recall import recalls
from .report import Report
from .shelf import Shelf, name, shelf
from .stores import Bench

SIZES = (2_000, 20_000, 200_000)
SHARES = (0.001, 0.01, 0.1, 0.5, 0.99)
WARM_UP = 3


def measure(sizes: tuple[int, ...], turns: int, bench: Bench) -> Report:
    with ExitStack() as stack:
        shelves = [stack.enter_context(shelf(size, bench)) for size in sizes]
        for number in range(-WARM_UP, turns):
            for share in SHARES:
                for one in shelves:
                    one.ask(share, counted=number >= 0)
        return _report(shelves, turns, bench)


def _report(shelves: list[Shelf], turns: int, bench: Bench) -> Report:
    setting = {"products": [one.size for one in shelves], "turns": turns, "model": bench.model}
    report = Report("scale", "A search turn as the catalogue grows", setting)
    columns = ("condition keeps", *(f"{one.size:,}: {what}" for one in shelves for what in ("p50 ms", "p95 ms", "kept %")))
    report.table("search turns", columns, [_row(shelves, name(share)) for share in SHARES])
    found = {one.size: recalls(one, [_mask(one, share) for share in SHARES], bench.settings) for one in shelves}
    rows: list[list[str | float]] = [[name(share), *(found[one.size][place] for one in shelves)] for place, share in enumerate(SHARES)]
    report.table("recall@100 of the dense leg against exhaustive scoring", ("condition keeps", *(f"{one.size:,}" for one in shelves)), rows)
    small, large = shelves[-2], shelves[-1]
    for share in map(name, SHARES):
        title = f"{large.size:,} p50 / {small.size:,} p50, {share} kept"
        report.figures.append(ratio(title, large.timings[share].p50, small.timings[share].p50, 3.0))
    report.figures.append(Figure("worst recall@100", min(value for values in found.values() for value in values), 0.99, ">=", ""))
    counted = [count_broken(one.replies, one.catalogue, Context().today) for one in shelves]
    cards, broken = (sum(pair[place] for pair in counted) for place in (0, 1))
    report.judged(cards, broken)
    report.figures.append(Figure("peak memory", _peak_gib(), 12, "<=", " GiB"))
    return report


def _row(shelves: list[Shelf], share: str) -> list[str | float]:
    cells = [[one.timings[share].p50, one.timings[share].p95, 100 * float(np.median(one.kept[share]))] for one in shelves]
    return [share, *(cell for some in cells for cell in some)]


def _mask(one: Shelf, share: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    limit = Condition(id="c", field="price", op="<=", value=one.limit(share))
    return Judge(one.catalogue.columns, Context().today).mask([limit])


def _peak_gib() -> float:
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    return peak / 2**30 if platform == "darwin" else peak / 2**20


def main(
    sizes: Annotated[str, typer.Option(help="Products in each store, small to large.")] = ",".join(map(str, SIZES)),
    turns: Annotated[int, typer.Option(help="Search turns at each size and condition.")] = 30,
) -> None:
    """A search turn over stores of several sizes, under conditions that keep 0.1 to 99 %."""
    measure(tuple(int(size) for size in sizes.split(",")), turns, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
