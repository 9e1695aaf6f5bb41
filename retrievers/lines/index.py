"""The index of lines: where each term stands, and two vectors a line, of the whole under its title and heading and of its first sentence."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...models.embedding import Embedder, Vectors
from ...models.embedding_cache import EmbeddingCache
from .. import vectors
from ..analysis import normalise, terms
from ..passage import Passage
from .line import Line, lines, opening

FIELDS = ("line", "heading", "title", "letters")
_WORDS, _WHOLE, _OPENING = "lines.json", "lines.npy", "openings.npy"
Rows = NDArray[np.int32]


def write(folder: Path, passages: Sequence[Passage], embedder: Embedder, cache: EmbeddingCache, progress: Callable[[int], None]) -> None:
    found = lines(passages)
    places = _places(found, passages)
    (folder / _WORDS).write_text(json.dumps({"model": embedder.name, "count": len(found), "places": places}, ensure_ascii=False), "utf-8")
    whole = [f"{passages[line.passage].title}. {passages[line.passage].heading}. {line.text}" for line in found]
    vectors.save(folder / _WHOLE, cache.embed(embedder, whole, progress))
    vectors.save(folder / _OPENING, cache.embed(embedder, [opening(line.text) for line in found], progress))


def placed(found: Sequence[Line], passages: Sequence[Passage]) -> dict[str, dict[str, Rows]]:
    """Where each term stands: field -> term -> rows of lines."""
    return {field: {term: np.array(rows, np.int32) for term, rows in each.items()} for field, each in _places(found, passages).items()}


def _places(found: Sequence[Line], passages: Sequence[Passage]) -> dict[str, dict[str, list[int]]]:
    places: dict[str, dict[str, list[int]]] = {field: {} for field in FIELDS}
    for row, line in enumerate(found):
        for field, said in _said(line.text, passages[line.passage]).items():
            for term in said:
                places[field].setdefault(term, []).append(row)
    return places


def _said(text: str, passage: Passage) -> dict[str, frozenset[str]]:
    title = f"{passage.title} {' '.join(passage.category)}"
    said = {"line": text, "heading": passage.heading, "title": title}
    return {**{field: frozenset(terms(one)) for field, one in said.items()}, "letters": letters(text)}


def letters(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters: what words have in common that are cut otherwise."""
    plain = "".join(letter for letter in normalise(text) if letter.isalnum())
    return frozenset(plain[start : start + 2] for start in range(len(plain) - 1))


class LineIndex(NamedTuple):
    """An open index; `model` made its vectors."""

    lines: list[Line]
    places: dict[str, dict[str, Rows]]
    model: str
    whole: Vectors
    openings: Vectors


def read(folder: Path, passages: Sequence[Passage]) -> LineIndex | None:
    """None where the folder has none, or one of other lines: an older store, until it is ingested again."""
    if not (folder / _WORDS).exists():
        return None
    kept = json.loads((folder / _WORDS).read_text("utf-8"))
    found = lines(passages)
    if kept["count"] != len(found):
        return None
    places = {field: {term: np.array(rows, np.int32) for term, rows in kept["places"][field].items()} for field in FIELDS}
    return LineIndex(found, places, kept["model"], vectors.load(folder / _WHOLE), vectors.load(folder / _OPENING))
