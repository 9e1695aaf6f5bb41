"""Which value of some goods words come near to in meaning, where they are no name of any: "zip together" to 可拼接, 轮子要静音 to 静音万向轮."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from threading import Lock

import numpy as np

from ...dialogue.linking import questions
from ...models.embedding import Embedder, Vectors, line_embedder
from ...models.embedding_cache import kept
from ...models.vector_memory import remembered
from ...schema.condition import Condition
from ...schema.errors import OutsideError
from ...understanding.language.figures import unlike
from ...understanding.vocabulary.concepts import concepts
from ...understanding.vocabulary.vocabulary import Vocabulary

NEAR = 0.66
"""Of the cosine."""
APART = 0.1
"""By how much the nearest attribute must be nearer than the next."""
VALUES = 12
"""The commonest of an attribute that are looked at."""


LEAN, ALIKE = 0.38, 0.04
"""Of the cosine of words and a value that ranks by them; by how much the values of an attribute may differ that are as near."""
FEW, OTHERS, ELSEWHERE = 2, 0.1, 0.05
"""How many these may be; by how much they must be nearer than the attribute's other values, and than those of other attributes."""
GOODS = 0.5
"""Of the cosine of words and the name of the goods that they mean, of a few."""
ASKED, NEXT = 0.6, 0.08
"""Of the cosine of a question and a way to ask for a field; by how much the field must be nearer than the next."""
TITLED, CLEARLY = 0.4, 0.1
"""Of the cosine of words and a title that they may mean; by how much it must be nearer than the next."""
TOGETHER, SAME, APART_CLEARLY = 0.3, 0.05, 0.15
"""Of the cosine of words and titles that they mean together: of the nearest, by how much these may differ, and how much farther all others are."""
CALLED, AHEAD = 0.63, 0.05
"""Of the cosine of words and the name of a shelf in another language, by itself and with those on which it lies; by how much it must be nearer than
the next in both."""
ALONE, FAR = 0.55, 0.2
"""The same of a shelf that none is nearly as near as."""
_SAYING = 2
"""Letters or signs whose vector says anything: 皮 alone comes nearest to invoices."""


class Meanings:
    """Of one generation. A shelf's values, and what records state, are embedded at the first question; safe from several threads."""

    def __init__(self, vocabulary: Vocabulary, embedder: Embedder) -> None:
        self._vocabulary, self._embedder = vocabulary, embedder
        self._shelves: dict[str, tuple[list[Condition], Vectors]] = {}
        self._guard = Lock()
        self._names: dict[str, tuple[str, ...]] | None = None
        self._asked: Vectors | None = None
        self._called: tuple[list[str], Vectors] | None = None

    def nearest(self, words: str, category: str | None) -> str | None:
        """The field of the value that words come near to; None where nothing is clearly nearest, or nobody embeds just now."""
        best: dict[str, float] = {}
        for one, score in zip(*self._scored(words, category), strict=True):
            best[one.field] = max(float(score), best.get(one.field, 0.0))
        return _clearly(best, NEAR, APART) if best else None

    def leaning(self, words: str, category: str | None) -> Condition | None:
        """The values of one attribute that come nearest to the words, where they are clearly nearer than its others: they rank, and nothing is said
        to follow from them."""
        stated, scores = self._scored(words, category)
        best: dict[str, dict[str, float]] = {}
        for one, score in zip(stated, scores.tolist(), strict=True):
            of_field = best.setdefault(one.field, {})
            of_field[str(one.value)] = max(score, of_field.get(str(one.value), 0.0))
        tops = sorted(((max(of.values()), field) for field, of in best.items()), reverse=True)
        if not tops or tops[0][0] < LEAN or (len(tops) > 1 and tops[0][0] - tops[1][0] < ELSEWHERE):
            return None
        top, field = tops[0]
        near = tuple(value for value, score in best[field].items() if score >= top - ALIKE)
        others = [score for value, score in best[field].items() if value not in near]
        if len(near) > FEW or not others or max(others) > top - OTHERS:
            return None
        return Condition(id="c0", field=field, op="in", value=near, hard=False, status="inferred")

    def field(self, words: str) -> str | None:
        """The field that is asked for so; None where none is clearly nearest, of a single sign, or where nobody embeds just now."""
        if len(words.strip()) < _SAYING:
            return None
        try:
            scores = self._ways() @ self._embedder.queries([words])[0]
        except OutsideError:
            return None
        best: dict[str, float] = {}
        for (field, _), score in zip(questions(), scores, strict=True):
            best[field] = max(float(score), best.get(field, 0.0))
        near, other = sorted(best, key=lambda field: -best[field])[:2]
        return near if near != "none" and best[near] >= ASKED and best[near] - best[other] >= NEXT else None

    def titled(self, words: str, titles: Mapping[str, Sequence[str]]) -> list[str]:
        """The keys of the titles that come nearest to the words, alike as they may be; [] where none comes clearly nearest, or nobody embeds just
        now."""
        texts = [text for own in titles.values() for text in own]
        if not texts or not words.strip():
            return []
        try:
            scores = iter((remembered(self._embedder, texts) @ self._embedder.queries([words])[0]).tolist())
        except OutsideError:
            return []
        best = {key: max(next(scores) for _ in own) for key, own in titles.items() if own}
        first = _clearly(best, TITLED, CLEARLY)
        near = [key for key, score in best.items() if score >= max(best.values()) - SAME]
        clear = max((score for key, score in best.items() if key not in near), default=0.0) <= max(best.values()) - APART_CLEARLY
        return [first] if first is not None else near if clear and max(best.values()) >= TOGETHER and len(near) < len(best) else []

    def lines(self, question: str, texts: Sequence[str]) -> tuple[str, list[float]] | None:
        """The name of what embeds lines, and each line's cosine with the question; None where nobody embeds just now."""
        embedder = line_embedder(self._embedder)
        try:
            return embedder.name, (remembered(embedder, texts) @ embedder.queries([question])[0]).tolist() if texts else []
        except OutsideError:
            return None

    def alike(self, words: str, names: Mapping[str, Sequence[str]]) -> str | None:
        """Which of some goods the words mean, each given with what it is called; None where none is clearly nearest, or nobody embeds just now."""
        called = [(name, each) for name, every in names.items() for each in every]
        try:
            scores = remembered(self._embedder, [each for _, each in called]) @ self._embedder.queries([words])[0] if called else ()
        except OutsideError:
            return None
        best: dict[str, float] = {}
        for (name, _), score in zip(called, scores, strict=True):
            best[name] = max(float(score), best.get(name, 0.0))
        near, *others = sorted(best, key=lambda name: -best[name]) or [""]
        return near if near and best[near] >= GOODS and all(best[near] - best[one] >= APART for one in others[:1]) else None

    def shelf(self, words: str) -> str | None:
        """The shelf that is meant by words of a language in which none has a name; None where none is clearly nearest, or nobody embeds just now."""
        if not words.strip() or any(words.isascii() is name.isascii() for name in self._written):
            return None
        try:
            names, vectors = self._shelves_called()
            both = (vectors @ self._embedder.queries([words])[0]).reshape(2, -1)
        except OutsideError:
            return None
        scores = both.mean(axis=0)
        first, *others = np.argsort(-scores).tolist() or [0]
        ahead = scores[first] - scores[others[0]] if others else 1.0
        clear = any(scores[first] >= least and ahead >= by for least, by in ((CALLED, AHEAD), (ALONE, FAR)))
        return names[first] if names and clear and (both.argmax(axis=1) == first).all() else None

    @cached_property
    def _written(self) -> frozenset[str]:
        """The names of shelves in every language."""
        paths = (path for one in self._vocabulary.facets.categories for path in (one.path, *one.aliases.values()) if path)
        return frozenset(path[-1] for path in paths)

    def _shelves_called(self) -> tuple[list[str], Vectors]:
        """Names of shelves, and the vectors of the names alone, then of the whole paths."""
        with self._guard:
            if self._called is None:
                paths = [one.path for one in self._vocabulary.facets.categories]
                texts = [*(path[-1] for path in paths), *(" ".join(path) for path in paths)]
                vectors = self._embedder.queries(texts) if texts else np.zeros((0, self._embedder.dimensions), np.float32)
                self._called = [path[-1] for path in paths], vectors
            return self._called

    def _scored(self, words: str, category: str | None) -> tuple[list[Condition], Vectors]:
        """The shelf's values and how near each is; nothing where nobody embeds just now. A value without a number that the words name isn't near,
        however alike they are called."""
        if category is None or not words.strip():
            return [], np.zeros(0, np.float32)
        try:
            stated, vectors = self._shelf(category)
            scores = vectors @ self._embedder.queries([words])[0] if stated else np.zeros(0, np.float32)
        except OutsideError:
            return [], np.zeros(0, np.float32)
        if any(map(str.isdigit, words)):
            scores[[unlike(words, f"{one.field} {one.value}") for one in stated]] = -1
        return stated, scores

    def _ways(self) -> Vectors:
        with self._guard:
            if self._asked is None:
                self._asked = kept(self._embedder, [way for _, way in questions()])
            return self._asked

    def _shelf(self, category: str) -> tuple[list[Condition], Vectors]:
        with self._guard:
            if category not in self._shelves:
                told = list(self._told(category))
                self._shelves[category] = ([condition for _, condition in told], kept(self._embedder, [text for text, _ in told]))
            return self._shelves[category]

    def _told(self, category: str) -> Iterator[tuple[str, Condition]]:
        """Each value with its attribute's name, in every language that there is of it."""
        for name in self._vocabulary.shelf(category).counts:
            facet, values, own = self._vocabulary.attributes[name], self._vocabulary.values(name), self._vocabulary.stated(name, category)
            if facet.kind == "flag" or values.flag:
                yes = Condition(id="c0", field=f"attr.{name}", op="=", value=True, hard=False, status="inferred")
                yield from ((label, yes) for label in self._labels(name))
            elif facet.kind == "text":
                for value in [each for each in facet.values if not own or each.value in own][:VALUES]:
                    one = Condition(id="c0", field=f"attr.{name}", op="=", value=value.value, hard=False, status="inferred")
                    yield from ((f"{label} {text}", one) for label in self._labels(name)[:2] for text in (value.value, *value.aliases[:1]))

    def _labels(self, attribute: str) -> tuple[str, ...]:
        if self._names is None:
            called = {concept.name: concept.names[:4] for concept in concepts()}
            self._names = {each: called[concept] for concept, own in self._vocabulary.concepts.items() for each in own}
        return self._names.get(attribute, ()) or (attribute.replace("_", " "),)


def _clearly(scores: dict[str, float], least: float, apart: float) -> str | None:
    """The first, where it is so near, and so much nearer than the next."""
    (first, name), *rest = sorted(((score, name) for name, score in scores.items()), reverse=True)
    return name if first >= least and all(first - other >= apart for other, _ in rest[:1]) else None
