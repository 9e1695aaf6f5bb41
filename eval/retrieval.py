"""Ranking against judged queries: `python -m daogou.eval.retrieval --data ../shared/data/chorus-icecat`.

Prints plain BM25, the dense leg, their rank fusion and ours, a line a query class, the paired test, and the time of a query; writes
reports/retrieval.json. Without --store the catalogue is ingested into .cache/chorus first.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from ..catalogue.catalogue import Catalogue
from ..catalogue.store import Store
from ..ingest.ingest import ingest
from ..models.embedding import Embedder, make_embedder
from ..retrievers.dense import best
from ..retrievers.products import ProductRetriever
from ..retrievers.vectors import load
from ..schema.errors import DaogouError
from ..schema.product import Product
from ..schema.settings import Settings
from .measures import Judgements, Run, measure, p_value
from .report import Cells, Figure, Report, Samples

DATA = Path("../shared/data/chorus-icecat")
CACHE = Path(".cache/chorus")
COLUMNS = ("", "condensed nDCG@10", "full nDCG@10", "judged@10", "recall@100")
TARGETS = {"condensed nDCG@10": 0.875, "full nDCG@10": 0.748, "recall@100": 0.93}
DEPTH = 200
RRF = 60  # Cormack et al. 2009


def bm25(products: Sequence[Product], queries: Iterable[str], stemmed: bool = False) -> Run:
    """bm25s over title, model name, description, brand and text attributes, English stop words: the data's own baseline. `stemmed`: of stems, and
    with words of one letter or digit."""
    import bm25s
    import Stemmer

    options: dict[str, Any] = {"stopwords": "en", "show_progress": False}
    options |= {"stemmer": Stemmer.Stemmer("english"), "token_pattern": r"(?u)\b\w+\b"} if stemmed else {}
    index: Any = bm25s.BM25()
    index.index(bm25s.tokenize([_text(product) for product in products], **options), show_progress=False)
    run = {}
    for query in queries:
        tokens = bm25s.tokenize([query], **options)
        found, scores = index.retrieve(tokens, k=min(DEPTH, len(products)), show_progress=False)
        run[query] = [products[row].id for row, score in zip(found[0], scores[0], strict=True) if score > 0]
    return run


def _text(product: Product) -> str:
    values = (value for name, value in product.attributes.items() if name != "ean")
    words = (str(item) for value in values for item in np.atleast_1d(np.array(value, dtype=object)) if isinstance(item, str))
    return " ".join((product.title, product.description, product.brand or "", *words))


def nearest(catalogue: Catalogue, embedder: Embedder, queries: Iterable[str]) -> Run:
    """The vectors of a store, scored one by one."""
    vectors, columns = load(catalogue.path / "vectors.npy"), catalogue.columns
    scores = {query: vectors @ embedder.queries([query])[0] for query in queries}
    return {query: [columns.ids[row] for row in best(of, columns.alive, DEPTH)] for query, of in scores.items()}


def fused(*rankings: Sequence[str]) -> list[str]:
    """Reciprocal rank fusion: sum of 1 / (60 + rank)."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, product in enumerate(ranking, 1):
            scores[product] = scores.get(product, 0.0) + 1 / (RRF + rank)
    return sorted(scores, key=lambda product: -scores[product])[:DEPTH]


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
    catalogue, embedder = opened(store or ingested(data))
    runs = rivals(judgements, catalogue, embedder)
    if peer is not None:
        runs["rank fusion, the other model"] = rivals(judgements, *opened(peer))["rank fusion"]
    runs["ours"], samples, missed = ranked(judgements, catalogue, embedder)
    measured = {name: measure(judgements, run) for name, run in runs.items()}
    setting = {"queries": len(judgements.grades), "model": embedder.name, "products": len(catalogue.columns.ids)}
    report, ours = Report("retrieval", "Ranking on Chorus", setting), measured["ours"]
    report.table("All queries", COLUMNS, [(name, *numbered(some.means)) for name, some in measured.items()])
    classes = {name: [at for at, of in enumerate(judgements.classes.values()) if of == name] for name in judgements.classes.values()}
    rows: list[Cells] = [(name, len(places), *numbered(ours.of(places).means)) for name, places in classes.items()]
    report.table("Ours by class of query", ("", "queries", *COLUMNS[1:]), rows)
    report.table("Nothing in the catalogue", ("", "said so"), [(query, "no" if query in missed else "yes") for query in judgements.nothing])
    report.table("A query, embedding included", ("", "p50 ms", "p95 ms"), [("ours", samples.p50, samples.p95)])
    condensed, full, _, recall = ours.means
    report.figures += [Figure(name, value, TARGETS[name], ">=", "") for name, value in zip(TARGETS, (condensed, full, recall), strict=True)]
    for name, rival in measured.items():
        for kind in ("condensed", "full") if name.startswith("rank fusion") else ():
            p = p_value(getattr(ours, kind), getattr(rival, kind))
            report.figures.append(Figure(f"p, {kind} nDCG@10 against {name}", p, 0.05, "<=", "", "Fisher's randomisation test, two-sided"))
    return report


def numbered(values: Iterable[float]) -> Iterator[str]:
    return (f"{value:.3f}" for value in values)


def opened(store: Path) -> tuple[Catalogue, Embedder]:
    catalogue = Store(store).current()
    return catalogue, make_embedder(Settings(), catalogue.manifest.model)


def ingested(data: Path) -> Path:
    """The store of Chorus, made where it isn't there."""
    ingest([data], CACHE, mapping="chorus")
    return CACHE


def rivals(judgements: Judgements, catalogue: Catalogue, embedder: Embedder, stemmed: bool = False) -> dict[str, Run]:
    columns = catalogue.columns
    products = catalogue.products([product for product, alive in zip(columns.ids, columns.alive, strict=True) if alive])
    words, vectors = bm25(products, judgements.grades, stemmed), nearest(catalogue, embedder, judgements.grades)
    return {"BM25": words, f"dense ({embedder.name})": vectors, "rank fusion": {query: fused(words[query], vectors[query]) for query in words}}


def ranked(judgements: Judgements, catalogue: Catalogue, embedder: Embedder) -> tuple[Run, Samples, set[str]]:
    """The run, the times of a first page, and for which queries it wasn't said that there is nothing."""
    retriever, today, samples = ProductRetriever(catalogue, embedder, Settings()), date.today(), Samples()
    retriever.search("warm", 10, today=today)
    for query in judgements.grades:
        with samples.timed():
            retriever.search(f"{query} .", 10, today=today)  # another text, so that its vector isn't remembered
    run = {query: [some.product_id for some in retriever.search(query, DEPTH, today=today).candidates] for query in judgements.grades}
    return run, samples, {query for query in judgements.nothing if not retriever.search(query, 10, today=today).nothing_near}


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    typer.run(main)
