"""Graded judgements of other catalogues, read from the files as they are published.

Chorus: `*.json.zip` and `ratings_*.csv`. WANDS: `query.csv`, `product.csv`, `label.csv`, with tabs between. ESCI: `shopping_queries_dataset_examples`
and `…_products`, parquet. WANDS and ESCI have no prices, which a catalogue must; each product is given one of 1.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ...schema.errors import InputError
from ..judgements import Judgements
from .folders import cache, hashed
from .pack import Pack
from .pruning import used

WANDS = {"Exact": 3, "Partial": 1, "Irrelevant": 0}
ESCI = {"E": 3, "S": 2, "C": 1, "I": 0}
ESCI_FILES = tuple(f"shopping_queries_dataset_{name}.parquet" for name in ("examples", "products"))
Rows = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Judged:
    """`grades` by query and product id, `kinds` the class of a query where the data has one."""

    name: str
    source: str
    pack: Pack
    language: str
    grades: dict[str, dict[str, int]]
    kinds: dict[str, str] = field(default_factory=dict)


def judged(data: Path) -> dict[str, Callable[[], Judged]]:
    """What lies under `data`, in a folder of its own or at once; read when it is called."""
    found: dict[str, Callable[[], Judged]] = {}
    for folder in (data, *sorted(path for path in data.iterdir() if path.is_dir())) if data.is_dir() else ():
        if list(folder.glob("ratings_*.csv")) and list(folder.glob("*.json.zip")):
            found["chorus"] = partial(chorus, folder)
        if all((folder / name).is_file() for name in ("query.csv", "product.csv", "label.csv")):
            found["wands"] = partial(wands, folder)
        if all((folder / name).is_file() for name in ESCI_FILES):
            found["esci"] = partial(esci, folder)
    return found


def chorus(folder: Path) -> Judged:
    read = Judgements.read(folder)
    return Judged("chorus", str(folder), Pack((folder,), "chorus"), "en", read.grades, read.classes)


def wands(folder: Path) -> Judged:
    queries = {row["query_id"]: row for row in _tabbed(folder / "query.csv")}
    grades: dict[str, dict[str, int]] = {}
    for row in _tabbed(folder / "label.csv"):
        if row["label"] not in WANDS or row["query_id"] not in queries:
            raise InputError(f"{folder / 'label.csv'}: {row['label']!r} for query {row['query_id']} is no label of WANDS.")
        grades.setdefault(queries[row["query_id"]]["query"], {})[row["product_id"]] = WANDS[row["label"]]
    kinds = {row["query"]: row.get("query_class") or "none" for row in queries.values()}
    return Judged("wands", str(folder), _pack(folder, "wands", map(_wands_product, _tabbed(folder / "product.csv"))), "en", _useful(grades), kinds)


def _wands_product(row: dict[str, Any]) -> dict[str, Any]:
    path = [each.strip() for each in (row.get("category hierarchy") or "").split("/") if each.strip()]
    stated = (part.partition(":") for part in (row.get("product_features") or "").split("|"))
    attributes = {name.strip(): value.strip() for name, _, value in stated if name.strip() and value.strip()}
    return {
        "id": row["product_id"], "title": row["product_name"], "description": row.get("product_description") or "", "category": path,
        "attributes": attributes, "price": 1, "currency": "USD", "lang": "en",
    }  # fmt: skip


def esci(folder: Path, locale: str = "us", split: str = "test") -> Judged:
    """The judged products of one locale and split alone: the whole has 1.8 million."""
    import pyarrow.parquet as parquet

    wanted = [("product_locale", "=", locale)]
    examples = parquet.read_table(folder / ESCI_FILES[0], filters=[*wanted, ("split", "=", split), ("small_version", "=", 1)]).to_pylist()
    grades: dict[str, dict[str, int]] = {}
    for row in examples:
        grades.setdefault(row["query"], {})[row["product_id"]] = ESCI[row["esci_label"]]
    ids = {product for found in grades.values() for product in found}
    rows = parquet.read_table(folder / ESCI_FILES[1], filters=wanted).to_pylist()
    products = (_esci_product(row) for row in rows if row["product_id"] in ids)
    return Judged("esci", str(folder), _pack(folder, f"esci-{locale}-{split}", products), "en", _useful(grades))


def _esci_product(row: dict[str, Any]) -> dict[str, Any]:
    texts = (row.get("product_description"), row.get("product_bullet_point"))
    description = "\n".join(text for text in texts if text)
    return {
        "id": row["product_id"], "title": row["product_title"], "description": description, "brand": row.get("product_brand"),
        "attributes": {"color": row["product_color"]} if row.get("product_color") else {}, "price": 1, "currency": "USD", "lang": "en",
    }  # fmt: skip


def _useful(grades: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """A query for which nothing is right measures nothing."""
    return {query: found for query, found in grades.items() if max(found.values()) > 0}


def _tabbed(file: Path) -> Rows:
    csv.field_size_limit(sys.maxsize)
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _pack(folder: Path, name: str, products: Rows) -> Pack:
    """Written as a catalogue of our own, once."""
    made = cache() / "packs" / f"{name}-{hashed(str(folder.resolve()), *(f'{file.name} {file.stat().st_size}' for file in sorted(folder.iterdir())))}"
    if not (made / "products.jsonl").exists():
        made.mkdir(parents=True, exist_ok=True)
        unfinished = made / "unfinished"
        with unfinished.open("w", encoding="utf-8") as file:
            for product in products:
                file.write(json.dumps(product, ensure_ascii=False) + "\n")
        unfinished.rename(made / "products.jsonl")
    used(made)
    return Pack((made / "products.jsonl",))
