"""Products by need: conditions first, as a mask over rows; then both legs confined to it, one score, and the order in which they are shown."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ..models.embedding import Embedder, Vectors
from ..schema.candidate import Candidate, Retrieval
from ..schema.condition import Condition
from ..schema.need import Need
from ..schema.settings import Settings
from .ordering import Ordering
from .scoring import DEPTH, Mask, Rows, Scored, Scorer

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from ..catalogue.conditions import Judge

_RELEVANT = 0.55  # of the best score that anything gets: what was asked for, rather than what has a word of it
_DEEP = 4000  # candidates where their order is by something else than the score


class ProductRetriever:
    """Products of one generation. Safe between threads; opening it loads the vectors."""

    def __init__(self, catalogue: "Catalogue", embedder: Embedder, settings: Settings) -> None:
        self._columns = catalogue.columns
        self._scorer = Scorer(catalogue, embedder, settings)
        self._ordering = Ordering(catalogue.columns, self._scorer.dense)

    def retrieve(self, need: Need, *, today: date, k: int = 10, exclude: Collection[str] = (), vector: Vectors | None = None) -> Retrieval:
        """The `k` best products that meet every hard condition and are what was asked for.

        Where there are none: the ones that were asked for and fail fewest, as near misses. `exclude` are product ids; `vector` (dimensions,)
        spares the embedding of `need.query`.
        """
        judge = self._judge(need, today)
        mask = judge.mask(need.hard)
        shown = self._without(mask, exclude)
        scored = self._scored(need, judge, shown, vector)
        order = self._ordering.best(need, judge, scored, scored.allowed & _relevant(scored), k)
        misses: tuple[Candidate, ...] = ()
        if not len(order) and need.hard and not scored.nothing_near:
            misses = self._near_misses(need, judge, k, exclude, vector)
        return _retrieval(self._candidates(need, judge, scored, order), mask, scored, misses)

    def search(self, query: str, k: int, where: Sequence[Condition] = (), today: date | None = None) -> Retrieval:
        """A bare query: everything that meets `where`, best first, however far from the query."""
        need = Need(query=query, conditions=tuple(where))
        judge = self._judge(need, today or date.today())
        mask = judge.mask(need.hard)
        scored = self._scored(need, judge, mask, None, max(DEPTH, 2 * k))
        order = self._ordering.best(need, judge, scored, scored.allowed, k)
        return _retrieval(self._candidates(need, judge, scored, order), mask, scored)

    def count(self, need: Need, *, today: date) -> int:
        """How many products meet the hard conditions and are what was asked for: of the category, else named by every word. Embeds nothing."""
        judge = self._judge(need, today)
        mask = judge.mask(need.hard)
        named = self._in_category(need, judge)
        if named is None and need.query:
            named = self._scorer.named(need.query)
        return int(np.count_nonzero(mask if named is None else mask & named))

    def _judge(self, need: Need, today: date) -> "Judge":
        from ..catalogue.conditions import Judge

        return Judge(self._columns, today, need.quantity)

    def _without(self, mask: Mask, exclude: Collection[str]) -> Mask:
        rows = [row for product_id in exclude if (row := self._columns.row_of.get(product_id)) is not None]
        if not rows:
            return mask
        left = mask.copy()
        left[rows] = False
        return left

    def _in_category(self, need: Need, judge: "Judge") -> Mask | None:
        """By row, where the need names a category that the catalogue has."""
        if need.category is None:
            return None
        found: Mask = judge.verdicts(Condition(id="category", field="category", op="=", value=need.category)) == 1
        return found if found.any() else None

    def _scored(self, need: Need, judge: "Judge", mask: Mask, vector: Vectors | None, depth: int = DEPTH) -> Scored:
        text = need.query or need.category or ""
        return self._scorer.score(text, mask, self._in_category(need, judge), vector, _DEEP if need.sort else depth)

    def _candidates(self, need: Need, judge: "Judge", scored: Scored, order: Rows) -> tuple[Candidate, ...]:
        rows = scored.rows[order].tolist()
        parts = {name: values[order].round(4).tolist() for name, values in scored.parts.items()}
        scores = [round(sum(values), 4) for values in zip(*parts.values(), strict=True)] if parts else [0.0] * len(rows)
        return tuple(
            Candidate(
                product_id=self._columns.ids[row], met=verdict.met, failed=verdict.failed, unknown=verdict.unknown,
                score=score, parts={name: values[number] for name, values in parts.items()},
            )
            for number, (row, score, verdict) in enumerate(zip(rows, scores, judge.explain(rows, need.active), strict=True))
        )  # fmt: skip

    def _near_misses(self, need: Need, judge: "Judge", k: int, exclude: Collection[str], vector: Vectors | None) -> tuple[Candidate, ...]:
        """What was asked for, by how few conditions it fails, then by how few are unknown, then by score."""
        scored = self._scored(need, judge, self._without(self._columns.alive, exclude), vector, _DEEP)
        places = np.flatnonzero(scored.allowed & _relevant(scored))
        rows = scored.rows[places]
        verdicts = np.array([judge.verdicts(condition)[rows] for condition in need.hard])
        order = np.lexsort((rows, -scored.score[places], (verdicts == -1).sum(axis=0), (verdicts == 0).sum(axis=0)))
        return self._candidates(need, judge, scored, places[order][:k])


def _relevant(scored: Scored) -> Mask:
    return scored.score >= _RELEVANT * scored.reference


def _retrieval(candidates: tuple[Candidate, ...], mask: Mask, scored: Scored, misses: tuple[Candidate, ...] = ()) -> Retrieval:
    return Retrieval(
        candidates=candidates, near_misses=misses, allowed=int(np.count_nonzero(mask)), nothing_near=scored.nothing_near, degraded=scored.degraded
    )
