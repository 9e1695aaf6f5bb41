"""A turn with no model, against the sum of what it can't do without. `python -m daogou.eval.turn`"""

from typing import Annotated

import typer

from ..schema.context import Context
from .broken import count_broken
from .figure import ratio
from .opened import catalogue_of, opened
from .played import WARM_UP, play
from .report import Report
from .stores import Bench
from .unavoidable import Unavoidable


def measure(products: int, conversations: int, bench: Bench) -> Report:
    with opened(bench.store(products), bench.settings) as assistant:
        catalogue = catalogue_of(assistant)
        play(assistant, WARM_UP, Unavoidable(assistant), seed=99)
        floor = Unavoidable(assistant)
        played = play(assistant, conversations, floor)
        cards, broken = count_broken(played.replies, catalogue, Context().today)
    report = Report("turn", "A turn with no model", {"products": products, "turns": len(played.replies), "model": bench.model})
    report.times("by message", played.kinds)
    report.times("by node, turns that search", played.search_nodes)
    report.times("by node, all turns", played.nodes)
    report.times("what can't be avoided", floor.timings)
    sums = floor.timings.sums()
    report.figures += [
        ratio("search turn p50 / unavoidable p50", played.searches.p50, sums.p50, 2.5),
        ratio("search turn p95 / unavoidable p95", played.searches.p95, sums.p95, None),
        ratio("any turn p50 / unavoidable p50", played.all.p50, sums.p50, 2.5),
        ratio("any turn p95 / unavoidable p95", played.all.p95, sums.p95, None),
    ]
    report.judged(cards, broken)
    return report


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    conversations: Annotated[int, typer.Option(help="Conversations of eight turns.")] = 40,
) -> None:
    """A turn with no model, against the sum of what it can't do without."""
    measure(products, conversations, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
