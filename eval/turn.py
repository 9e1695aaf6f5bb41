"""A turn with no model, against the sum of what it can't do without. `python -m daogou.eval.turn`"""

from itertools import cycle
from typing import Annotated

import typer

from ..schema.context import Context
from .broken import count_broken
from .figure import ratio
from .opened import catalogue_of, opened
from .played import LANGUAGES, WARM_UP, play
from .profiled import Profiled
from .report import Report
from .stores import Bench
from .talk import Talk
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


def profile(products: int, conversations: int, bench: Bench) -> Report:
    """Such turns by function. cProfile makes small Python functions dearer than they are: read shares, not sums."""
    with opened(bench.store(products), bench.settings) as assistant:
        talk, profiled = Talk(catalogue_of(assistant)), Profiled(assistant)
        for number, language in zip(range(-WARM_UP, conversations), cycle(LANGUAGES), strict=False):
            for message in talk.conversation(language):
                profiled.ask(message, f"profile-{number}", counted=number >= 0)
    report = Report("profile", "Where a turn's milliseconds go", {"products": products, "turns": profiled.turns, "model": bench.model})
    columns = ("", "calls a turn", "ms alone", "ms with calls")
    report.table("our functions, with all they call", columns, profiled.rows(45, ours=True))
    report.table("any function, alone", columns, profiled.rows(30, ours=False))
    return report


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    conversations: Annotated[int, typer.Option(help="Conversations of eight turns.")] = 40,
    profiled: Annotated[bool, typer.Option("--profile", help="Show where the milliseconds go instead.")] = False,
) -> None:
    """A turn with no model, against the sum of what it can't do without."""
    (profile if profiled else measure)(products, conversations, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
