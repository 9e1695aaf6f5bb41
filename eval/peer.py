"""A search turn against the obvious peer, turn by turn in one run. `python -m daogou.eval.peer`"""

from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from ..catalogue.catalogue import Catalogue
from ..graphs.opening import Assistant
from ..models.embedding import make_embedder
from ..schema.context import Context
from ..schema.reply import Reply
from ..schema.settings import Settings
from .broken import count_broken
from .figure import Figure, ratio
from .opened import catalogue_of, opened
from .peer_graph import Peer
from .played import LANGUAGES
from .report import Report
from .samples import Timings
from .stores import Bench
from .talk import Talk
from .unremembered import Unremembered

OURS, PEERS = "Daogou", "EnsembleRetriever (BM25Retriever, Chroma with where)"
WARM_UP = 4


def measure(products: int, turns: int, bench: Bench) -> Report:
    with TemporaryDirectory(prefix="daogou-peer-") as folder, opened(bench.store(products), bench.settings) as assistant:
        return compare(assistant, make_peer(catalogue_of(assistant), bench.settings, Path(folder)), turns, bench)


def make_peer(catalogue: Catalogue, settings: Settings, folder: Path) -> Peer:
    """Over the same products and vectors, with the same model."""
    rows = np.flatnonzero(catalogue.columns.alive)
    products = catalogue.products([catalogue.columns.ids[row] for row in rows])
    return Peer(products, np.load(catalogue.path / "vectors.npy")[rows], Unremembered(make_embedder(settings)), folder)


def compare(assistant: Assistant, peer: Peer, turns: int, bench: Bench) -> Report:
    catalogue = catalogue_of(assistant)
    talk, timings, replies = Talk(catalogue, 5), Timings(), list[Reply]()
    wrong = shown = 0
    for number, language in zip(range(-WARM_UP, turns), cycle(LANGUAGES), strict=False):
        message, thread = talk.message("search", language), f"peer-{number}"
        for name in (OURS, PEERS) if number % 4 < 2 else (PEERS, OURS):
            samples = timings[name if number >= 0 else "warm-up"]
            with samples.timed():
                result = assistant.ask(message.text, thread=thread) if name == OURS else peer.ask(message.text, thread)
            if number >= 0 and isinstance(result, Reply):
                replies.append(result)
            elif number >= 0 and not isinstance(result, Reply):
                limit = result["limit"]
                shown += len(result["found"])
                wrong += sum(limit is not None and one.metadata["price"] > limit for one in result["found"])
    timings.pop("warm-up")
    cards, broken = count_broken(replies, catalogue, Context().today)
    report = Report("peer", "A search turn against the obvious peer", {"products": len(catalogue.columns.ids), "turns": turns, "model": bench.model})
    report.times("search turns", timings)
    report.figures += [
        ratio("peer p50 / ours p50", timings[PEERS].p50, timings[OURS].p50, 3.0, ">="),
        ratio("peer p95 / ours p95", timings[PEERS].p95, timings[OURS].p95, None),
        Figure("hard conditions broken by us", broken, 0, "=", "", f"over {cards} cards"),
        Figure("hard conditions broken by the peer", wrong, None, "=", "", f"over {shown} results"),
    ]
    return report


def main(
    products: Annotated[int, typer.Option(help="Products in the store.")] = 20_000,
    turns: Annotated[int, typer.Option(help="Search turns, each in a thread of its own.")] = 100,
) -> None:
    """A search turn against LangChain's EnsembleRetriever in a graph."""
    measure(products, turns, Bench()).publish()


if __name__ == "__main__":
    typer.run(main)
