"""Guides and reviews by query: words and vectors together, confined to kinds, products and topics."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Embedder, line_embedder
from ..schema.errors import OutsideError
from ..schema.evidence import Evidence
from ..schema.settings import Settings
from .analysis import normalise, words
from .lines import of_pages
from .lines.features import Asked, Features
from .lines.line import Line
from .lines.ranker import Ranked, Ranker
from .passage_index import PassageIndex

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue

_DEPTH = 60


class PassageRetriever:
    """Guides and reviews of one generation."""

    def __init__(self, catalogue: "Catalogue", embedder: Embedder, settings: Settings) -> None:
        self._index = PassageIndex(catalogue.path / "passages")
        self._catalogue = catalogue
        self._named: dict[str, frozenset[int]] = {}
        self._embedder = embedder
        self._documents = frozenset(row for row, guide in enumerate(self._index.guides) if guide.source_kind == "document")
        self._asker = line_embedder(embedder)
        lines = self._index.lines
        self._ranker = Ranker(lines, Features(lines, self._index.guides)) if lines is not None else None
        self._categories = [frozenset(map(normalise, guide.category)) for guide in self._index.guides]

    @property
    def has_documents(self) -> bool:
        return bool(self._documents)

    def retrieve(
        self,
        query: str,
        *,
        language: str,
        category: str | None = None,
        topics: Collection[str] = (),
        kinds: Collection[str] = ("guide",),
        product_ids: Collection[str] = (),
        k: int = 8,
        documents: bool | None = None,
    ) -> list[Evidence]:
        """The best `k` passages. Guides of the category and topics asked for come first, in the buyer's language before the other.

        `product_ids` confines reviews to those products.
        `documents`: of the guides only the owner's documents, or only the others.
        """
        scores: dict[int, float] = {}
        if "guide" in kinds:
            found = self._guides(query, language, category, topics)
            scores.update({row: score for row, score in found.items() if documents is None or documents == (row in self._documents)})
        if "review" in kinds:
            scores.update(self._reviews(query, language, product_ids))
        best = sorted(scores, key=lambda row: (-scores[row], row))[:k]
        return [passage.evidence(round(scores[row], 4)) for row, passage in zip(best, self._index.passages(best), strict=True)]

    def answers(
        self, question: str, *, language: str, category: str | None = None, about: str = "", k: int = 3, documents: bool | None = None
    ) -> list[Evidence]:
        """The lines of guides that answer a question in the buyer's own words, the likeliest first: each passage with its `line` and how `sure`.

        `category` is what the question is about, `about` its name where the question doesn't name it, `documents` as in `retrieve`. None where the
        store has no lines.
        """
        lines = self._index.lines
        if lines is None or self._ranker is None or not question.strip():
            return []
        of = np.array([line.passage in self._documents for line in lines.lines], bool)
        among = None if documents is None else of == documents
        best = self._ranker.best(self._asked(f"{about} {question}".strip(), language, category), k, among)
        if about:
            best = self._ranker.halved(best, self._asked(question, language, category))
        return [self._answer(lines.lines[one.row], one) for one in best]

    def answered(self, pieces: Sequence[Evidence], question: str, language: str, seconds: float) -> of_pages.Ranked:
        """What search engines found, each page with its `line` that likeliest answers the question, and how `sure`."""
        return of_pages.answering(pieces, question, language, self._asker, seconds)

    def _answer(self, line: Line, ranked: Ranked) -> Evidence:
        found = self._index.guides[line.passage].evidence(round(ranked.score, 4))
        return found.model_copy(update={"line": line.text, "sure": round(ranked.sure, 4)})

    def weighed(self, question: str, *, language: str) -> tuple[dict[str, NDArray[np.float32]], list[str]]:
        """What speaks for each line of that language as the answer, and the lines: for those who fit the weights."""
        lines = self._index.lines
        if lines is None or self._ranker is None:
            return {}, []
        columns, rows = self._ranker.weighed(self._asked(question, language, None))
        return columns, [lines.lines[row].text for row in rows]

    def _asked(self, question: str, language: str, category: str | None) -> Asked:
        return Asked(question, language, category, self._vector(question))

    def _vector(self, question: str) -> NDArray[np.float32] | None:
        """None where the lines were embedded by another model, or its server is down: words alone then decide."""
        lines = self._index.lines
        if lines is None or lines.model != self._asker.name:
            return None
        try:
            vector: NDArray[np.float32] = self._asker.queries([question])[0]
            return vector
        except OutsideError:
            return None

    def _guides(self, query: str, language: str, category: str | None, topics: Collection[str]) -> dict[int, float]:
        guides = self._index.guides
        if not guides:
            return {}
        lexical = _relative(self._index.search(_terms(query), ("guide",), (), _DEPTH))
        cosines = self._cosines(query)
        asked = normalise(category) if category is not None else None
        named = self._naming(category) if category is not None else frozenset()
        scores = {row: 0.5 * lexical.get(row, 0.0) + float(cosines[row]) for row in range(len(guides)) if not self._elsewhere(row, asked)}
        scores = {row: score + self._fit(row, language, asked, topics) + 0.6 * (row in named) for row, score in scores.items()}
        return {row: score for row, score in scores.items() if row in lexical or score > 0.4}

    def _fit(self, row: int, language: str, category: str | None, topics: Collection[str]) -> float:
        passage = self._index.guides[row]
        return 0.6 * (category in self._categories[row]) + 0.3 * (passage.topic in topics) + 0.25 * (passage.lang == language)

    def _naming(self, category: str) -> frozenset[int]:
        """The documents whose title or heading names the category, in any of its languages: nobody wrote down which it is about."""
        if category not in self._named and self._documents:
            wanted = [frozenset(_terms(name)) for name in self._names(category)]
            said = {row: frozenset(_terms(f"{self._index.guides[row].title} {self._index.guides[row].heading}")) for row in self._documents}
            self._named[category] = frozenset(row for row, own in said.items() if any(each and each <= own for each in wanted))
        return self._named.get(category, frozenset())

    def _names(self, category: str) -> list[str]:
        """What the catalogue calls it, in any language."""
        facets = [facet for facet in self._catalogue.facets().categories if facet.path[-1] == category]
        return [category, *(path[-1] for facet in facets for path in facet.aliases.values() if path)]

    def _elsewhere(self, row: int, category: str | None) -> bool:
        """Whether it speaks of other categories than the one asked for."""
        return category is not None and bool(self._categories[row]) and category not in self._categories[row]

    def _cosines(self, query: str) -> NDArray[np.float32]:
        """Zeros where the embedding server is down: words alone then decide."""
        try:
            return self._index.scores(self._embedder.queries([query])[0])
        except OutsideError:
            return np.zeros(len(self._index.guides), np.float32)

    def _reviews(self, query: str, language: str, product_ids: Collection[str]) -> dict[int, float]:
        found = _relative(self._index.search(_terms(query), ("review",), product_ids, _DEPTH))
        if product_ids and not found:
            found = dict.fromkeys(self._index.search([], ("review",), product_ids, _DEPTH), 0.0)
        return {row: 0.8 * score for row, score in found.items()}


def _terms(query: str) -> list[str]:
    return list(dict.fromkeys(term for word in words(query) for term in (word.term, *word.parts)))


def _relative(scores: "dict[int, float] | object") -> dict[int, float]:
    """Scores as shares of the best."""
    assert isinstance(scores, dict)
    best = max(scores.values(), default=0.0) or 1.0
    return {row: score / best for row, score in scores.items()}
