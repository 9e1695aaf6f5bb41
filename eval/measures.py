"""Measures of a ranking against graded judgements, and the paired test between two.

nDCG: Järvelin and Kekäläinen 2002, with the gain 2^grade - 1 of Burges et al. 2005. Condensed: products that nobody graded are taken out of the
run first (Sakai 2007), since a better engine is else punished for what nobody looked at. ranx computes them.
"""

import csv
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from ..schema.errors import InputError

RELEVANT = 2  # grades are 0 to 3; from here on a product is what was asked for
_CLASSES = Path(__file__).with_name("query_classes.yaml")
_one_at_a_time = Lock()
"""Numba's threading layer ends the process where two threads are in it at once."""
Run = Mapping[str, Sequence[str]]  # query -> product ids, best first


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


class Measured(NamedTuple):
    """By query, in the order of the judgements; recall is NaN where no product is relevant."""

    condensed: NDArray[np.float64]
    full: NDArray[np.float64]
    judged: NDArray[np.float64]
    recall: NDArray[np.float64]

    @property
    def means(self) -> tuple[float, float, float, float]:
        return (float(self.condensed.mean()), float(self.full.mean()), float(self.judged.mean()), float(np.nanmean(self.recall)))

    def of(self, some: Sequence[int]) -> "Measured":
        return Measured(*(values[list(some)] for values in self))


def measure(judgements: Judgements, run: Run) -> Measured:
    grades = judgements.grades
    condensed = {query: [product for product in run[query] if product in found] for query, found in grades.items()}
    recall = _ranx(grades, run, f"recall@100-l{RELEVANT}")
    recall[np.array([max(found.values()) < RELEVANT for found in grades.values()], dtype=np.bool_)] = np.nan
    judged = np.array([np.mean([product in found for product in run[query][:10]] or [False]) for query, found in grades.items()])
    return Measured(_ranx(grades, condensed, "ndcg_burges@10"), _ranx(grades, run, "ndcg_burges@10"), judged, recall)


def p_value(ours: NDArray[np.float64], theirs: NDArray[np.float64], rounds: int = 100_000) -> float:
    """Fisher's randomisation test, two-sided: how often would random signs make the mean difference as large? Smucker et al. 2007."""
    differences = ours - theirs
    signs = np.random.default_rng(0).choice((-1.0, 1.0), (rounds, len(differences)))
    return float((np.abs(signs @ differences) >= abs(differences.sum()) - 1e-12).mean())


def ndcg(grades: Mapping[str, int], ranking: Sequence[str]) -> float:
    """nDCG@10 of one ranking."""
    return float(_ranx({"q": grades}, {"q": ranking}, "ndcg_burges@10")[0]) if any(grades.values()) else 0.0


def _ranx(grades: Mapping[str, Mapping[str, int]], run: Run, metric: str) -> NDArray[np.float64]:
    """ranx wants scores and at least one product a query."""
    from ranx import Qrels, evaluate
    from ranx import Run as Scored

    scored = {query: {product: 1.0 / place for place, product in enumerate(run[query], 1)} or {"": 1.0} for query in grades}
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba's about its own integers
        run_scored = Scored(scored)
        evaluate(Qrels({query: dict(found) for query, found in grades.items()}), run_scored, metric, return_mean=False)
    by_query = run_scored.scores[metric]  # what evaluate returns is in an order of its own
    return np.array([by_query[query] for query in grades], np.float64)
