"""Products by need: conditions first, as a mask over rows; then both legs confined to it, features, one score."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Embedder, Vectors
from ..schema.candidate import Candidate, Retrieval
from ..schema.condition import Condition
from ..schema.errors import OutsideError
from ..schema.need import Need
from ..schema.settings import Settings
from .dense import Dense, Nearest
from .diversity import WINDOW, spread
from .features import Matches
from .forward import Forward
from .lexical import Lexical
from .near import nothing_near
from .popularity import popularity, sort_values
from .query import Query, QueryReader
from .ranking import LIKED, Parts, asked, total

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from ..catalogue.conditions import Judge

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
DEPTH = 400  # candidates of each leg
_ALL = 1500  # a mask that small is scored whole
_SORTED_DEPTH = 4000  # a wished order is over everything that was asked for
_RELEVANT, _SORTABLE = 0.55, 0.75  # of the best score that anything gets: what was asked for, rather than what has a word of it


@dataclass(frozen=True)
class Scored:
    """Candidates with what they are by the query; `allowed` tells which of them meet every hard condition; `reference` is the best score of all."""

    rows: Rows
    allowed: Mask
    parts: Parts
    score: NDArray[np.float32]
    reference: float
    nothing_near: bool
    degraded: tuple[str, ...]


class ProductRetriever:
    """Products of one generation. Safe between threads; opening it loads the vectors."""

    def __init__(self, catalogue: "Catalogue", embedder: Embedder, settings: Settings) -> None:
        folder = catalogue.path
        self._columns = catalogue.columns
        self._embedder = embedder
        self._forward = Forward.open(folder / "lexical" / "forward")
        self._lexical = Lexical(folder / "lexical" / "products", list(self._forward.vocabulary))
        self._reader = QueryReader(self._forward)
        self._dense = Dense(folder, settings)
        self._popularity = popularity(self._columns)
        self._accessory = self._forward.lengths[:, -1] > 0

    def retrieve(self, need: Need, *, today: date, k: int = 10, exclude: Collection[str] = (), vector: Vectors | None = None) -> Retrieval:
        """The `k` best products that meet every hard condition and are what was asked for.

        Where there are none: the ones that were asked for and fail fewest, as near misses. `exclude` are product ids; `vector` (dimensions,)
        spares the embedding of `need.query`.
        """
        judge = self._judge(need, today)
        mask = self._without(judge.mask(need.hard), exclude)
        allowed = int(np.count_nonzero(mask))
        scored = self._scored(need, judge, mask, vector, narrow=True)
        fit = scored.allowed & (scored.score >= _RELEVANT * scored.reference)
        order = self._order(need, judge, scored, fit, k)
        misses: tuple[Candidate, ...] = ()
        if not len(order) and need.hard and not scored.nothing_near:
            misses = self._near_misses(need, judge, k, exclude, vector)
        return Retrieval(
            candidates=self._candidates(need, judge, scored, order), near_misses=misses, allowed=allowed, nothing_near=scored.nothing_near, degraded=scored.degraded,
        )  # fmt: skip

    def search(self, query: str, k: int, where: Sequence[Condition] = (), today: date | None = None) -> Retrieval:
        """A bare query: everything that meets `where`, best first, however far from the query."""
        need = Need(query=query, conditions=tuple(where))
        judge = self._judge(need, today or date.today())
        mask = judge.mask(need.hard)
        scored = self._scored(need, judge, mask, None, narrow=False, depth=max(DEPTH, k))
        order = self._order(need, judge, scored, scored.allowed, k)
        return Retrieval(
            candidates=self._candidates(need, judge, scored, order), allowed=int(np.count_nonzero(mask)), nothing_near=scored.nothing_near, degraded=scored.degraded,
        )  # fmt: skip

    def count(self, need: Need, *, today: date) -> int:
        """How many products meet the hard conditions and are what was asked for: of the category, else named by every word. Embeds nothing."""
        judge = self._judge(need, today)
        mask = judge.mask(need.hard)
        named = self._in_category(need, judge)
        if named is None and need.query:
            named = self._named(self._reader.read(need.query))
        return int(np.count_nonzero(mask if named is None else mask & named))

    def _judge(self, need: Need, today: date) -> "Judge":
        from ..catalogue.conditions import Judge

        return Judge(self._columns, today, need.quantity)

    def _without(self, mask: Mask, exclude: Collection[str]) -> Mask:
        rows = [row for product_id in exclude if (row := self._columns.row_of.get(product_id)) is not None]
        if rows:
            mask = mask.copy()
            mask[rows] = False
        return mask

    def _in_category(self, need: Need, judge: "Judge") -> Mask | None:
        """By row, where the need names a category that the catalogue has."""
        if need.category is None:
            return None
        found: Mask = judge.verdicts(Condition(id="category", field="category", op="=", value=need.category)) == 1
        return found if found.any() else None

    def _named(self, query: Query) -> Mask:
        """Rows that every word names, as more than a modifier; where none is, those that the last word names."""
        masks = [self._group_mask(group.options) for group in query.groups]
        every = np.logical_and.reduce(masks) if masks else np.ones(self._forward.rows, bool)
        return every if every.any() or not masks else masks[-1]

    def _group_mask(self, options: Sequence[tuple[float, tuple[int, ...]]]) -> Mask:
        mask = np.zeros(self._forward.rows, bool)
        for _, terms in options:
            rows = self._forward.named(terms[0])
            for term in terms[1:]:
                rows = np.intersect1d(rows, self._forward.named(term), assume_unique=True)
            mask[rows] = True
        return mask

    def _scored(self, need: Need, judge: "Judge", mask: Mask, vector: Vectors | None, *, narrow: bool, depth: int = DEPTH) -> Scored:
        """Candidates of both legs inside the mask, and the best of all products beside them, to measure by."""
        text = need.query or need.category or ""
        query = self._reader.read(text)
        category = self._in_category(need, judge)
        depth = _SORTED_DEPTH if need.sort else depth
        alive = self._columns.alive
        confined = bool(need.hard) or np.count_nonzero(mask) < np.count_nonzero(alive)
        vector, degraded = self._embedded(text, vector)
        legs: list[Rows] = []
        near: Nearest | None = None
        if vector is not None:
            near, lost = self._nearest(vector, mask, depth)
            degraded += lost
            legs.append(near.rows)
        if query.groups:
            legs.append(self._lexical.search(query, mask if confined else None, depth))
            if confined:
                legs.append(self._lexical.search(query, None, 50))
        if category is not None:
            legs.append(np.flatnonzero(category & mask)[:_SORTED_DEPTH])
        if not legs or np.count_nonzero(mask) <= _ALL:
            legs.append(np.flatnonzero(mask)[: max(_ALL, depth)])
        rows = np.unique(np.concatenate(legs))
        rows = rows[alive[rows]]
        matches = Matches.of(self._forward, rows, query) if query.groups else None
        cosines = self._dense.cosines(vector, rows) if vector is not None else None
        usual, highest = (near.usual, near.highest) if near else (0.0, 0.0)
        parts = asked(matches, cosines, usual, highest, category[rows] if category is not None else None, len(rows))
        score = total(parts, len(rows))
        nothing = (
            category is None and matches is not None and nothing_near(query, matches, cosines, self._accessory[rows], highest, self._embedder.name)
        )
        return Scored(rows, mask[rows], parts, score, float(score.max(initial=0.0)), nothing, degraded)

    def _embedded(self, text: str, vector: Vectors | None) -> tuple[Vectors | None, tuple[str, ...]]:
        if vector is not None or not text:
            return vector, ()
        try:
            return self._embedder.queries([text])[0], ()
        except OutsideError:
            return None, ("embedding",)

    def _nearest(self, vector: Vectors, mask: Mask, k: int) -> tuple[Nearest, tuple[str, ...]]:
        try:
            return self._dense.nearest(vector, mask, k), ()
        except OutsideError:
            return self._dense.exact(vector, mask, k), ("vector_index",)

    def _order(self, need: Need, judge: "Judge", scored: Scored, fit: Mask, k: int) -> Rows:
        """Places in `scored` of the `k` best that fit, in order."""
        places = np.flatnonzero(fit)
        liked = self._liked(need, judge, scored.rows[places])
        scored.parts.update({name: self._spread_out(values, places, len(scored.rows)) for name, values in liked.items()})
        score = scored.score[places] + total(liked, len(places))
        order = places[np.lexsort((scored.rows[places], -score))]
        if need.sort:
            return self._sorted(need, scored, order)[:k]
        head = scored.rows[order[: max(k, WINDOW)]]
        return spread(order[: max(k, WINDOW)], self._dense.of(head[:WINDOW]))[:k]

    def _sorted(self, need: Need, scored: Scored, order: Rows) -> Rows:
        """What is most surely meant comes in the wished order, the rest after it."""
        sure = scored.score[order] >= _SORTABLE * scored.score[order].max(initial=0.0)
        keys = [sort_values(self._columns, key, scored.rows[order], need.quantity) for key in reversed(need.sort)]
        return order[np.lexsort((*keys, ~sure))]

    def _liked(self, need: Need, judge: "Judge", rows: Rows) -> Parts:
        wishes = [condition for condition in need.active if not condition.hard]
        met = [(judge.verdicts(wish)[rows] == 1).astype(np.float32) - (judge.verdicts(wish)[rows] == 0) for wish in wishes]
        parts: Parts = {"popularity": LIKED["popularity"] * self._popularity[rows]}
        return parts | {"wishes": np.mean(met, axis=0, dtype=np.float32) * np.float32(LIKED["wishes"])} if met else parts

    @staticmethod
    def _spread_out(values: NDArray[np.float32], places: Rows, size: int) -> NDArray[np.float32]:
        full = np.zeros(size, np.float32)
        full[places] = values
        return full

    def _candidates(self, need: Need, judge: "Judge", scored: Scored, order: Rows) -> tuple[Candidate, ...]:
        rows = scored.rows[order].tolist()
        verdicts = judge.explain(rows, need.active)
        return tuple(
            Candidate(
                product_id=self._columns.ids[row], met=verdict.met, failed=verdict.failed, unknown=verdict.unknown,
                score=round(float(scored.score[place]), 4), parts={name: round(float(values[place]), 4) for name, values in scored.parts.items()},
            )
            for row, place, verdict in zip(rows, order, verdicts, strict=True)
        )  # fmt: skip

    def _near_misses(self, need: Need, judge: "Judge", k: int, exclude: Collection[str], vector: Vectors | None) -> tuple[Candidate, ...]:
        """What was asked for, by how few conditions it fails, then by how few are unknown, then by score."""
        mask = self._without(self._columns.alive, exclude)
        scored = self._scored(need.model_copy(update={"conditions": ()}), judge, mask, vector, narrow=False, depth=_SORTED_DEPTH)
        places = np.flatnonzero(scored.allowed & (scored.score >= _RELEVANT * scored.reference))
        rows = scored.rows[places]
        verdicts = np.array([judge.verdicts(condition)[rows] for condition in need.hard])
        order = np.lexsort((rows, -scored.score[places], (verdicts == -1).sum(axis=0), (verdicts == 0).sum(axis=0)))
        return self._candidates(need, judge, scored, places[order][:k])
