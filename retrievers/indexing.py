"""Writing a generation's indexes: tantivy, the forward index, the vectors, Chroma, the passages."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Embedder, line_embedder
from ..models.embedding_cache import EmbeddingCache
from ..schema.guide import Guide
from ..schema.product import Product
from ..schema.review import Review
from ..schema.settings import Settings
from . import lexical, passage_index, vectors
from .analysis import terms
from .document import FIELDS, embedded_text, texts
from .forward import COLUMNS, Forward, pack, write
from .misfit import flags
from .title import is_accessory, places

Row = tuple[NDArray[np.int32], NDArray[np.uint32], NDArray[np.uint16]]


class IndexWriter:
    """Brings a generation's folder, new or a copy of the last one, up to date. Only changed rows cost anything.

    Chroma is opened only where a vector changed.
    """

    def __init__(self, generation: Path, embedder: Embedder, cache: EmbeddingCache, settings: Settings) -> None:
        self._folder = generation
        self._embedder = embedder
        self._cache = cache
        self._settings = settings

    def update(self, upserts: Sequence[tuple[int, Product]], removed: Sequence[int], progress: Callable[[int], None]) -> None:
        """`upserts` are (row, product), `removed` rows that are gone; `progress` hears how many products are done since."""
        if not upserts and not removed and (self._folder / "vectors.npy").exists():
            return
        self._lexical(upserts, removed)
        self._dense(upserts, removed, progress)

    def passages(self, guides: Sequence[Guide], reviews: Sequence[Review], progress: Callable[[int], None]) -> None:
        """All guides and reviews of the generation; where none changed since the copied index, nothing is done."""
        passage_index.write(self._folder / "passages", guides, reviews, self._embedder, line_embedder(self._embedder), self._cache, progress)

    def close(self) -> None:
        """Nothing is held open between calls."""

    def _lexical(self, upserts: Sequence[tuple[int, Product]], removed: Sequence[int]) -> None:
        folder = self._folder / "lexical"
        old = Forward.open(folder / "forward") if (folder / "forward").exists() else Forward.empty()
        vocabulary = dict(old.vocabulary)
        analysed = [(row, texts(product)) for row, product in upserts]
        changed: dict[int, Row] = {row: _gone() for row in removed}
        documents: list[tuple[int, dict[str, list[str]]]] = []
        for row, fields in analysed:
            found = {field: [term for text in fields[field] for term in terms(text)] for field in FIELDS}
            changed[row] = _forward_row(fields["title"], found, vocabulary)
            documents.append((row, found))
        write(folder / "forward", old, vocabulary, changed)
        lexical.write(folder / "products", documents, removed)

    def _dense(self, upserts: Sequence[tuple[int, Product]], removed: Sequence[int], progress: Callable[[int], None]) -> None:
        file = self._folder / "vectors.npy"
        old = vectors.load(file) if file.exists() else None
        made = self._cache.embed(self._embedder, [embedded_text(product) for _, product in upserts], progress)
        rows = np.array([row for row, _ in upserts], np.int64)
        new = vectors.grown(old, max([*rows.tolist(), *removed, -1]) + 1, self._embedder.dimensions)
        moved = np.array(
            [old is None or row >= len(old) or not np.array_equal(old[row], vector) for row, vector in zip(rows, made, strict=True)], bool
        )
        new[rows] = made
        new[np.array(removed, np.int64)] = 0
        vectors.save(file, new)
        if moved.any() or len(removed):
            from . import chroma

            chroma.store(self._folder, self._settings, rows[moved], new, removed)


def _gone() -> Row:
    return np.zeros(0, np.int32), np.zeros(0, np.uint32), np.zeros(COLUMNS, np.uint16)


def _forward_row(titles: Sequence[str], found: dict[str, list[str]], vocabulary: dict[str, int]) -> Row:
    """A product's part of the forward index; unseen terms are numbered on."""
    where: dict[str, tuple[int, bool]] = {}
    for place in (place for title in titles for place in places(title)):
        first, modifier = where.get(place.term, (place.position, True))
        where[place.term] = first, modifier and place.modifier
    tally: dict[str, dict[str, int]] = {}
    for field, some in found.items():
        for term in some:
            counts = tally.setdefault(term, {})
            counts[field] = counts.get(field, 0) + 1
    numbers = {term: vocabulary.setdefault(term, len(vocabulary)) for term in tally}
    ordered = sorted(tally, key=numbers.__getitem__)
    packed = [pack(tally[term], *where.get(term, (None, False))) for term in ordered]
    lengths = [*(min(len(found[field]), 65535) for field in FIELDS), int(any(map(is_accessory, titles))) | flags(titles) << 1]
    return np.array([numbers[term] for term in ordered], np.int32), np.array(packed, np.uint32), np.array(lengths, np.uint16)
