"""Ranking against judged queries: `python -m daogou.eval.retrieval --data ../shared/data/chorus-icecat`.

Prints plain BM25, the dense leg, their rank fusion and ours, a line a query class, the paired test, and the time of a query; writes
reports/retrieval.json. Without --store the catalogue is ingested into .cache/chorus first.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Annotated

import numpy as np
import typer

from ..catalogue.catalogue import Catalogue
from ..catalogue.store import Store
from ..ingest.ingest import ingest
from ..models.embedding import Embedder, make_embedder
from ..retrievers.products import ProductRetriever
from ..schema.errors import DaogouError
from ..schema.settings import Settings
from .figure import Figure
from .judgements import Judgements
from .legs import DEPTH, Bm25, Nearest, fused
from .measures import Measured, Run, measure, p_value
from .report import Report
from .samples import Samples

DATA = Path("../shared/data/chorus-icecat")
CACHE = Path(".cache/chorus")
COLUMNS = ("", "condensed nDCG@10", "full nDCG@10", "judged@10", "recall@100")
TARGETS = {"condensed nDCG@10": 0.875, "full nDCG@10": 0.748, "recall@100": 0.93}


def main(
    data: Annotated[Path, typer.Option(help="folder of the Chorus data")] = DATA,
    store: Annotated[Path | None, typer.Option(help="a store of it; unset: made in .cache/chorus")] = None,
    peer: Annotated[Path | None, typer.Option(help="a store of it by another embedding model, for its rank fusion")] = None,
) -> None:
    """Measure ranking on Chorus."""
    try:
        benchmark(data, store, peer).publish()
    except DaogouError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.exit_status) from error


def benchmark(data: Path, store: Path | None, peer: Path | None) -> Report:
    judgements = Judgements.read(data)
    catalogue, embedder = _opened(store or ingested(data))
    rivals = _rivals(judgements, catalogue, embedder)
    if peer is not None:
        _, _, rivals_fused = _rivals(judgements, *_opened(peer)).values()
        rivals["rank fusion, the other model"] = rivals_fused
    ours, samples, missed = _ours(judgements, catalogue, embedder)
    measured = {name: measure(judgements, run) for name, run in (*rivals.items(), ("ours", ours))}
    report = Report(
        "retrieval", "Ranking on Chorus", {"queries": len(judgements.grades), "model": embedder.name, "products": len(catalogue.columns.ids)}
    )
    report.table("All queries", COLUMNS, [(name, *_three(some.means)) for name, some in measured.items()])
    report.table("Ours by class of query", ("", "queries", *COLUMNS[1:]), _by_class(judgements, measured["ours"]))
    report.table("Nothing in the catalogue", ("", "said so"), [(query, "no" if query in missed else "yes") for query in judgements.nothing])
    report.table("A query, embedding included", ("", "p50 ms", "p95 ms"), [("ours", samples.p50, samples.p95)])
    report.figures += _figures(measured)
    return report


def _opened(store: Path) -> tuple[Catalogue, Embedder]:
    catalogue = Store(store).current()
    return catalogue, make_embedder(Settings(), catalogue.manifest.model)


def ingested(data: Path) -> Path:
    """The store of Chorus, made where it isn't there."""
    ingest([data], CACHE, mapping="chorus")
    return CACHE


def _rivals(judgements: Judgements, catalogue: Catalogue, embedder: Embedder) -> dict[str, Run]:
    lexical = Bm25(catalogue.products([product for product, alive in zip(catalogue.columns.ids, catalogue.columns.alive, strict=True) if alive]))
    dense = Nearest(catalogue, embedder)
    words = {query: lexical.search(query) for query in judgements.grades}
    vectors = {query: dense.search(query) for query in judgements.grades}
    return {"BM25": words, f"dense ({embedder.name})": vectors, "rank fusion": {query: fused(words[query], vectors[query]) for query in words}}


def _ours(judgements: Judgements, catalogue: Catalogue, embedder: Embedder) -> tuple[Run, Samples, set[str]]:
    """The run, the times of a first page, and for which queries it wasn't said that there is nothing."""
    retriever = ProductRetriever(catalogue, embedder, Settings())
    today, samples = date.today(), Samples()
    retriever.search("warm", 10, today=today)
    for query in judgements.grades:
        begin = perf_counter()
        retriever.search(f"{query} .", 10, today=today)  # another text, so that its vector isn't remembered
        samples.add((perf_counter() - begin) * 1000)
    run = {query: [some.product_id for some in retriever.search(query, DEPTH, today=today).candidates] for query in judgements.grades}
    return run, samples, {query for query in judgements.nothing if not retriever.search(query, 10, today=today).nothing_near}


def _by_class(judgements: Judgements, ours: Measured) -> list[tuple[str | int | float, ...]]:
    queries = list(judgements.grades)
    rows: list[tuple[str | int | float, ...]] = []
    for name in dict.fromkeys(judgements.classes.values()):
        some = [place for place, query in enumerate(queries) if judgements.classes[query] == name]
        rows.append((name, len(some), *_three(ours.of(some).means)))
    return rows


def _three(values: Iterable[float]) -> Iterator[str]:
    return (f"{value:.3f}" for value in values)


def _figures(measured: dict[str, Measured]) -> list[Figure]:
    condensed, full, _, recall = measured["ours"].means
    values = dict(zip(TARGETS, (condensed, full, recall), strict=True))
    figures = [Figure(name, value, TARGETS[name], ">=", "") for name, value in values.items()]
    for name, rival in measured.items():
        if name.startswith("rank fusion"):
            tests = {"condensed": p_value(measured["ours"].condensed, rival.condensed), "full": p_value(measured["ours"].full, rival.full)}
            figures += [
                Figure(f"p, {kind} nDCG@10 against {name}", p, 0.05, "<=", "", "Fisher's randomisation test, two-sided") for kind, p in tests.items()
            ]
    return figures


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    typer.run(main)
