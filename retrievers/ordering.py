"""The order in which scored products are shown: wishes and popularity, a wished order, no page of near-duplicates."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..catalogue.numbers import LOWER, UPPER, excess, numbers
from ..models.embedding import Vectors
from ..schema.condition import Condition
from ..schema.need import Need
from .dense import Dense
from .leanings import shares
from .popularity import popularity, sort_values
from .ranking import LIKED, Parts, total
from .scoring import Mask, Rows, Scored

WINDOW = 40  # candidates looked at; none leaves it
_ALIKE = 0.985  # cosine of two titles that differ in a colour or a code
_KEPT = 2
if TYPE_CHECKING:
    from ..catalogue.columns import Columns
    from ..catalogue.conditions import Judge

LOTS = 5
"""Pieces more than which who wants one won't take."""
_SURE = 0.75  # of the best score: a wished order is over what was surely meant


class Ordering:
    """Over the columns and vectors of one generation."""

    def __init__(self, columns: "Columns", dense: Dense) -> None:
        self._columns = columns
        self._dense = dense
        self._popularity = popularity(columns)

    def best(self, need: Need, judge: "Judge", scored: Scored, fit: Mask, k: int, guided: Sequence[Condition] = (), chosen: float = 1.0) -> Rows:
        """Places in `scored` of the `k` best of those that fit, in order; adds the parts `wishes` and `popularity` to it.

        `guided` is what guides recommend in this case: a part of the wishes; `chosen` how much more than usual counts what others chose.
        """
        places = np.flatnonzero(fit)
        liked = self._liked(need, judge, scored.rows[places], guided)
        liked["popularity"] *= np.float32(chosen)
        for name, values in liked.items():
            scored.parts[name] = np.zeros(len(scored.rows), np.float32)
            scored.parts[name][places] = values
        score = scored.score[places] + total(liked, len(places))
        order = places[np.lexsort((scored.rows[places], -score))]
        return self._sorted(need, scored, order)[:k] if need.sort else self._spread(scored, order[: max(k, WINDOW)])[:k]

    def _spread(self, scored: Scored, order: Rows) -> Rows:
        return spread(order, self._dense.of(scored.rows[order[:WINDOW]]))

    def _sorted(self, need: Need, scored: Scored, order: Rows) -> Rows:
        """What is most surely meant comes in the wished order, the rest after it; in a category all of it is meant, and told to be in order. Of alike
        ones those come last that are sold in more than are wanted."""
        score = np.zeros(len(order)) if need.category is not None else scored.score[order]
        keys = [sort_values(self._columns, key, scored.rows[order], need.quantity) for key in reversed(need.sort)]
        lots = self._columns.arrays.moq[scored.rows[order]] > (need.quantity or LOTS)
        return order[np.lexsort((lots, *keys, score < _SURE * score.max(initial=0.0)))]

    def _liked(self, need: Need, judge: "Judge", rows: Rows, guided: Sequence[Condition]) -> Parts:
        """A wish that is met adds, one that is failed takes away, one that nobody knows does neither."""
        parts: Parts = {"popularity": np.float32(LIKED["popularity"]) * self._popularity[rows]}
        if weighed := shares(need, guided, self._columns.tables.currencies):
            parts["wishes"] = np.zeros(len(rows), np.float32)
            for wish, share in _together(weighed):
                met = _met(judge.verdicts(wish[0])[rows]) if len(wish) == 1 else self._near(need, judge, rows, wish)
                parts["wishes"] += np.float32(share * LIKED["wishes"]) * met
        return parts

    def _near(self, need: Need, judge: "Judge", rows: Rows, bounds: Sequence[Condition]) -> NDArray[np.float32]:
        """Of both ends of what is to be around a number: met within; beyond them the less, the further away."""
        far = sum(excess(numbers(self._columns, bound, need.quantity)[rows], bound) for bound in bounds)
        met = np.min([_met(judge.verdicts(bound)[rows]) for bound in bounds], axis=0)
        return np.where(met < 0, -np.clip(np.nan_to_num(far, nan=1.0), 0, 1), met).astype(np.float32)


def _together(weighed: Sequence[tuple[Condition, float]]) -> list[tuple[tuple[Condition, ...], float]]:
    """The two bounds of one wording ("around 100") are one wish, whose share is that of both: what is too dear meets no half of it."""
    groups: dict[object, list[tuple[Condition, float]]] = {}
    for place, (wish, share) in enumerate(weighed):
        ranged = wish.text and wish.op in (*UPPER, *LOWER)
        groups.setdefault((wish.field, wish.text, wish.turn) if ranged else place, []).append((wish, share))
    return [(tuple(wish for wish, _ in group), sum(share for _, share in group)) for group in groups.values()]


def _met(verdict: NDArray[np.int8]) -> NDArray[np.float32]:
    met: NDArray[np.float32] = (verdict == 1).astype(np.float32) - (verdict == 0).astype(np.float32)
    return met


def spread(order: NDArray[np.int64], vectors: Vectors) -> NDArray[np.int64]:
    """`order` (rows, best first) with the look-alikes among its first WINDOW moved back; `vectors` (n, dimensions) are theirs, in that order."""
    size = min(len(order), WINDOW)
    alike = vectors[:size] @ vectors[:size].T >= _ALIKE
    earlier = np.tril(alike, -1).sum(axis=1)
    return np.concatenate([order[:size][earlier < _KEPT], order[:size][earlier >= _KEPT], order[size:]])
