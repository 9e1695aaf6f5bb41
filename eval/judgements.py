"""Chorus's judged queries: which grade people gave to which product."""

import csv
from dataclasses import dataclass
from pathlib import Path

import yaml

from ..schema.errors import InputError

RELEVANT = 2  # grades are 0 to 3; from here on a product is what was asked for
_CLASSES = Path(__file__).with_name("query_classes.yaml")


@dataclass(frozen=True)
class Judgements:
    """`grades` by query and product id; `classes` names each query's class; `nothing` are queries for which the catalogue has nothing."""

    grades: dict[str, dict[str, int]]
    classes: dict[str, str]
    nothing: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> "Judgements":
        """Of `ratings_*.csv` (query, docid, rating). Queries without a relevant grade, and those whose grades are plainly wrong, are left out."""
        known = yaml.safe_load(_CLASSES.read_text("utf-8"))
        grades: dict[str, dict[str, int]] = {}
        for file in sorted(folder.glob("ratings_*.csv")):
            with file.open(encoding="utf-8") as rows:
                for row in csv.DictReader(rows):
                    grades.setdefault(row["query"], {})[row["docid"]] = int(row["rating"])
        if not grades:
            raise InputError(f"{folder} has no ratings_*.csv: give the folder of the Chorus data with --data.")
        classes = {query: name for name, queries in known["classes"].items() for query in queries}
        judged = {query: found for query, found in grades.items() if max(found.values()) > 0 and query not in known["left_out"]}
        return cls(judged, {query: classes.get(query, "product type") for query in judged}, tuple(known["nothing"]))
