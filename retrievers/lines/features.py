"""What speaks for a line as the answer to a question, each a number a line."""

import re
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
YEARS = 3.0
"""As old as this, what a source says may have changed."""


@dataclass(frozen=True)
class Asked:
    """A question in the buyer's words; `category` and its names, where he speaks of one; `vector` of the line index's model, None without one."""

    text: str
    language: str
    category: str | None = None
    names: Sequence[str] = ()
    vector: NDArray[np.float32] | None = None


class Features:
    """Over the lines of one generation."""

    def __init__(self, index: LineIndex, passages: Sequence[Passage], today: date | None = None) -> None:
        self._index = index
        self._of = [passages[line.passage] for line in index.lines]
        self._lang = np.array([passage.lang or "" for passage in self._of])
        self._category = [frozenset(map(normalise, passage.category)) for passage in self._of]
        self._fixed = self._fixed_columns(today or date.today())
        self._numbers = np.array([_numbered(line.text) for line in index.lines], bool)

    def rows(self, language: str) -> NDArray[np.intp]:
        """The lines in that language or in none; where there are none, all of them."""
        own = np.flatnonzero((self._lang == language) | (self._lang == ""))
        return own if len(own) else np.arange(len(self._lang))

    def columns(self, asked: Asked, rows: NDArray[np.intp]) -> dict[str, Column]:
        """By name, for these lines."""
        wanted = dict.fromkeys(term for text in (asked.text, *asked.names) for term in terms(text))
        line, heading, title = (self._shares(field, tuple(wanted)) for field in ("line", "heading", "title"))
        found = {
            "words": self._shares("any", tuple(wanted)),
            "beyond": self._shares("beyond", tuple(wanted)),
            "line": line,
            "heading": heading,
            "title": title,
            "letters": self._shares("letters", tuple(letters(asked.text))),
            "number": (self._numbers & asks_number(asked.text)).astype(np.float32),
            "elsewhere": self._elsewhere(asked.category),
            "meant": self._similar(self._index.whole, asked.vector, rows),
            "opening": self._similar(self._index.openings, asked.vector, rows),
            **self._fixed,
        }
        return {name: column[rows] for name, column in found.items()}

    def _shares(self, field: str, wanted: Sequence[str]) -> Column:
        """How much of what is wanted a line has, the rarer a word the more, 0-1."""
        places, count = self._index.places, len(self._index.lines)
        scores, whole = np.zeros(count, np.float32), 0.0
        lines = places["letters" if field == "letters" else "line"]
        for term in wanted:
            own = lines.get(term, _NONE)
            weight = log((count + 1) / (len(own) + 0.5))
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

    def _similar(self, vectors: Vectors, vector: NDArray[np.float32] | None, rows: NDArray[np.intp]) -> Column:
        """Cosines, in units of their spread over these lines: models differ in how far apart they lay things."""
        if vector is None or not len(vectors):
            return np.zeros(len(self._index.lines), np.float32)
        cosines = np.asarray(vectors @ vector, np.float32)
        return np.asarray((cosines - cosines[rows].mean()) / (cosines[rows].std() or 1.0), np.float32)

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


_NONE = np.zeros(0, np.int32)


def _old(published: str | None, today: date) -> bool:
    return published is not None and (today - date.fromisoformat(published[:10])).days > YEARS * 365.25


@cache
def _asks() -> Mapping[str, Mapping[str, Sequence[str]]]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("asks.yaml").read_text("utf-8"))
    return loaded


@cache
def _words_of(kind: str) -> re.Pattern[str]:
    """Chinese words wherever they stand, others as whole words."""
    words = [word for some in _asks()[kind].values() for word in some]
    return re.compile("|".join(re.escape(word) if is_chinese(word) else rf"\b{re.escape(word)}\b" for word in words))


def asks_number(question: str) -> bool:
    """Whether a measure or a count would answer it."""
    return bool(_words_of("number").search(normalise(question)))


def _numbered(text: str) -> bool:
    return any(letter.isdigit() for letter in text) or bool(_words_of("counted").search(text.casefold()))
