"""Ranking of titles alone against judged queries: `python -m daogou.eval titles --data FOLDER`, a folder of the Home Depot search relevance data.

Its `train.csv` (product_uid, product_title, search_term, relevance) has 54,667 titles and 11,795 queries. Prints BM25 with stemming, the vectors,
their rank fusion and ours, for queries that nothing was tuned on and for each fifth of them; writes reports/titles.json.
"""

import csv
import random
from pathlib import Path

from ..ingest.ingest import ingest
from ..schema.errors import InputError
from .measures import Judgements, measure, p_value
from .report import Figure, Report, ratio
from .retrieval import COLUMNS, numbered, opened, ranked, rivals

CACHE = Path(".cache/titles")
_FILE = "train.csv"
_SEEN, _SAMPLE, _FIFTHS = 2000, 1000, 5  # the first ones, in an order by chance, were tuned on or looked at
_FEWEST = 3  # products of a query that were judged, one of them as right
TARGET = 1.08


def benchmark(data: Path, store: Path | None = None) -> Report:
    """Without `store` the titles are ingested into .cache/titles first."""
    rows = _rows(data)
    judgements = held_out(rows)
    catalogue, embedder = opened(store or _ingested(rows))
    runs = rivals(judgements, catalogue, embedder, stemmed=True)
    runs["ours"], samples, _ = ranked(judgements, catalogue, embedder)
    measured = {name: measure(judgements, run) for name, run in runs.items()}
    setting = {"queries": len(judgements.grades), "model": embedder.name, "products": len(catalogue.columns.ids)}
    report = Report("titles", "Ranking on titles alone, queries that nothing was tuned on", setting)
    report.table("All queries", COLUMNS, [(name, *numbered(some.means)) for name, some in measured.items()])
    fifths = [range(first, len(judgements.grades), _FIFTHS) for first in range(_FIFTHS)]
    shown = [(name, *(f"{measured[name].of(fifth).means[1]:.3f}" for fifth in fifths)) for name in ("BM25", "ours")]
    report.table("Full nDCG@10 of each fifth", ("", *(str(number) for number in range(1, _FIFTHS + 1))), shown)
    report.table("A query, embedding included", ("", "p50 ms", "p95 ms"), [("ours", samples.p50, samples.p95)])
    own, base = measured["ours"], measured["BM25"]
    report.figures.append(ratio("full nDCG@10 against BM25", own.means[1], base.means[1], TARGET, ">=", ""))
    report.figures.append(ratio("condensed nDCG@10 against BM25", own.means[0], base.means[0], None, ">=", ""))
    report.figures.append(Figure("p, full nDCG@10", p_value(own.full, base.full), 0.05, "<=", "", "Fisher's randomisation test, two-sided"))
    return report


def _rows(data: Path) -> list[dict[str, str]]:
    if not (file := data / _FILE).is_file():
        raise InputError(f"{data} has no {_FILE}: give by --data the folder of the Home Depot search relevance data.")
    with file.open(encoding="latin-1", newline="") as lines:
        return list(csv.DictReader(lines))


def _ingested(rows: list[dict[str, str]]) -> Path:
    """The store of the titles, made where it isn't there."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "titles.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("id", "title"), *{row["product_uid"]: row["product_title"] for row in rows}.items()])
    ingest([CACHE / "titles.csv"], CACHE / "store")
    return CACHE / "store"


def held_out(rows: list[dict[str, str]]) -> Judgements:
    """A sample of the queries that weren't seen. Grades from 0 to 3 of a relevance from 1 to 3."""
    grades: dict[str, dict[str, int]] = {}
    for row in rows:
        grades.setdefault(row["search_term"], {})[row["product_uid"]] = int(1.5 * (float(row["relevance"]) - 1) + 0.5)
    queries = sorted(query for query, found in grades.items() if len(found) >= _FEWEST and max(found.values()) >= 2)
    random.Random(0).shuffle(queries)
    return Judgements({query: grades[query] for query in queries[_SEEN : _SEEN + _SAMPLE]}, {}, ())
