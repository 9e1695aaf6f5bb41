"""What candidates have of what was asked: features, each an array with a value a candidate.

Words are scored by BM25F (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"): occurrences are weighed by
field and length before they saturate, tf = sum over fields of w c / (1 - b + b length / usual length), then tf / (k1 + tf).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .document import FIELDS
from .forward import Forward, counts, named, names
from .query import Group, Query

Feature = NDArray[np.float32]
Rows = NDArray[np.int64]
SATURATION = 0.7  # k1


class Field(NamedTuple):
    """`usual` is a length in words: fixed, so that a score doesn't depend on what else is in the catalogue."""

    weight: float
    penalty: float
    usual: float


WEIGHING = {
    "title": Field(2.5, 0.4, 12),
    "model": Field(2.0, 0.2, 5),
    "brand": Field(2.0, 0.0, 2),
    "category": Field(3.0, 0.2, 6),
    "attributes": Field(0.6, 0.6, 60),
    "description": Field(2.0, 0.7, 15),
}


@dataclass(frozen=True)
class Matches:
    """By word of the query and candidate, (groups, rows), each between 0 and 1.

    `weight` is BM25F's; `named`: the word stands in title, model, brand or category; `names`: there and as more than a modifier. `known`: the
    rarities of the words that the catalogue has, as shares of their sum, 0 for the others (groups,).
    """

    shares: Feature
    known: Feature
    weight: Feature
    named: Feature
    names: Feature

    @classmethod
    def of(cls, forward: Forward, rows: Rows, query: Query) -> "Matches":
        packed = forward.lookup(rows, query.terms)
        tables = (_weights(packed, forward.lengths[rows]), named(packed), names(packed))
        columns = {term: number for number, term in enumerate(query.terms)}
        return cls(query.shares, query.known, *(_by_group(query.groups, table, columns) for table in tables))

    @property
    def words(self) -> Feature:
        """BM25F, the words weighted by their rarity."""
        found: Feature = np.tensordot(self.shares, self.weight, 1)
        return found

    @property
    def covered(self) -> Feature:
        """How much of the words that the catalogue has is there, in whatever field; 1 where it has none of them."""
        found: Feature = np.tensordot(self.known, (self.weight > 0).astype(np.float32), 1)
        return found if self.known.any() else np.ones_like(found)

    @property
    def modifier(self) -> Feature:
        """1 where the query's last word, what is asked for, stands in the title only to say what another thing is for."""
        found: Feature = np.logical_and(self.named[-1] > 0, self.names[-1] == 0).astype(np.float32)
        return found


def _weights(packed: NDArray[np.uint32], lengths: NDArray[np.uint16]) -> Feature:
    """BM25F by candidate and term, (rows, terms)."""
    weight = np.zeros(packed.shape, np.float32)
    for place, field in enumerate(FIELDS):
        how = WEIGHING[field]
        norm = 1 - how.penalty + how.penalty / how.usual * lengths[:, place].astype(np.float32)
        weight += how.weight / norm[:, None] * counts(packed, field)
    return weight / (SATURATION + weight)


def _by_group(groups: tuple[Group, ...], table: NDArray[np.float32] | NDArray[np.bool_], columns: dict[int, int]) -> Feature:
    """(groups, rows): for each word the best of its options, each as good as its weakest term."""
    by_term = np.ascontiguousarray(table.T, dtype=np.float32)
    best = np.zeros((len(groups), by_term.shape[1]), np.float32)
    for number, group in enumerate(groups):
        for option in group.options:
            terms = [columns[term] for term in option.terms]
            score = by_term[terms[0]] if len(terms) == 1 else by_term[terms].min(axis=0)
            np.maximum(best[number], option.weight * score, out=best[number])
    return best
