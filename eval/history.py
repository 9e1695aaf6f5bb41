"""A turn after 200 turns of history, against turn 2. `python -m daogou.eval.history`"""

from itertools import cycle, islice
from typing import Annotated

import typer

from ..graphs.opening import Assistant
from .figure import Figure, ratio
from .opened import catalogue_of, opened
from .played import LANGUAGES
from .report import Report
from .samples import Timings
from .stores import Bench
from .talk import Language, Message, Talk

LONG = "long"


def measure(products: int, turns: int, pairs: int, bench: Bench) -> Report:
    """One thread of `turns` turns goes on, beside a new thread for each pair; both get a search, and then the refinement that is timed."""
    with opened(bench.store(products), bench.settings) as assistant:
        talk, timings = Talk(catalogue_of(assistant), 7), Timings()
        _grow(assistant, talk, turns - 2)
        for number, language in zip(range(pairs), cycle(LANGUAGES), strict=False):
            for thread in (LONG, f"new-{number}") if number % 4 < 2 else (f"new-{number}", LONG):
                _pair(assistant, talk, thread, language, timings, f"turn {turns} and on" if thread == LONG else "turn 2")
        assert assistant.settings.state is not None
        size = sum(file.stat().st_size for file in assistant.settings.state.glob("checkpoints.sqlite*"))
    old, new = timings[f"turn {turns} and on"], timings["turn 2"]
    report = Report("history", f"Turn {turns} against turn 2", {"products": products, "pairs": pairs, "model": bench.model})
    report.times("a refinement", timings)
    report.figures += [
        ratio(f"turn {turns} p50 / turn 2 p50", old.p50, new.p50, 1.2),
        ratio(f"turn {turns} p95 / turn 2 p95", old.p95, new.p95, None),
        Figure("checkpoints on disk", size / 2**20, None, "<=", " MiB", f"after {turns + 4 * pairs} turns"),
    ]
    return report


def _grow(assistant: Assistant, talk: Talk, turns: int) -> None:
    def messages(language: Language) -> list[Message]:
        return list(talk.conversation(language))

    endless = (message for language in cycle(LANGUAGES) for message in messages(language))
    for message in islice(endless, turns):
        assistant.ask(message.text, thread=LONG)


def _pair(assistant: Assistant, talk: Talk, thread: str, language: Language, timings: Timings, name: str) -> None:
    product = talk.product(language)
    assistant.ask(talk.message("search", language, product).text, thread=thread)
    with timings[name].timed():
        assistant.ask(talk.message("refine", language, product).text, thread=thread)


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    turns: Annotated[int, typer.Option(help="Turns of history.")] = 200,
    pairs: Annotated[int, typer.Option(help="Refinements timed in each of the two.")] = 60,
) -> None:
    """A turn after 200 turns of history, against turn 2."""
    measure(products, turns, pairs, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
