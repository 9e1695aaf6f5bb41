"""Which products are what a need asks for: the one definition that counting, listing and near misses share."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from ..models.embedding import Vectors
from ..schema.need import Need
from .scoring import Mask, Scorer

_RELEVANT = 0.55  # of the best score that anything gets: what was asked for, rather than what has a word of it
_BROAD = 1000  # candidates of each leg, whatever the conditions
_REMEMBERED = 256
_RETRY = 10.0  # seconds before words that could not be embedded are tried again


@dataclass(frozen=True)
class Meant:
    """By row: `rows` is what was asked for, whatever the conditions, nothing where `nothing_near`; `unseen` are words that no product has."""

    rows: Mask
    nothing_near: bool = False
    unseen: tuple[str, ...] = ()
    degraded: tuple[str, ...] = ()
    made: float = 0.0


class Meanings:
    """Of one generation. What bare words mean is remembered, so that counting under other conditions costs no embedding."""

    def __init__(self, scorer: Scorer, alive: Mask) -> None:
        self._scorer = scorer
        self._alive = alive
        self._known: dict[str, Meant] = {}

    def of(self, need: Need, category: Mask | None, vector: Vectors | None = None) -> Meant:
        """Everything of `category`, else what the words mean; parts and other people's sizes only where there is nothing else."""
        text = need.query or need.category or ""
        if category is None and not text.strip():
            return Meant(self._alive)
        meant = self._words(text, vector) if category is None else Meant(category, unseen=self._scorer.unseen(need.query, category))
        fit = meant.rows & ~self._scorer.misfits(f"{need.category or ''} {need.query}")
        return Meant(fit if fit.any() else meant.rows, meant.nothing_near, meant.unseen, meant.degraded)

    def _words(self, text: str, vector: Vectors | None) -> Meant:
        return self._remembered(text, lambda: self._found(text, vector), again=vector is not None)

    def _remembered(self, text: str, find: Callable[[], Meant], again: bool) -> Meant:
        known = self._known.get(text)
        if known is not None and ("embedding" not in known.degraded or not (again or monotonic() - known.made > _RETRY)):
            return known
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[text] = find()
        return found

    def _found(self, text: str, vector: Vectors | None) -> Meant:
        scored = self._scorer.score(text, self._alive, None, vector, _BROAD)
        rows = np.zeros(len(self._alive), bool)
        if not scored.nothing_near:
            rows[scored.rows[scored.score >= _RELEVANT * scored.reference]] = True
            rows |= self._scorer.named(text) & self._alive
        return Meant(rows, scored.nothing_near, self._scorer.unseen(text, None), scored.degraded, monotonic())
