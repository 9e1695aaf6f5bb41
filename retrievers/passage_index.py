"""The index of passages: tantivy over the terms of guides and reviews, vectors of the guides.

Reviews are asked for by product, where words are enough; six thousand of them would cost more to embed than the products.
"""

import hashlib
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Embedder
from ..models.embedding_cache import EmbeddingCache
from ..schema.guide import Guide
from ..schema.review import Review
from . import vectors
from .analysis import terms
from .lines import index as lines
from .passage import Passage, all_of

LINES = 1
"""Which form of lines an index holds: one more when what a line is, or what is kept of it, changes."""
_TERM_FIELDS = ("kind", "ref", "lang")


def write(
    folder: Path,
    guides: Sequence[Guide],
    reviews: Sequence[Review],
    embedder: Embedder,
    of_lines: Embedder,
    cache: EmbeddingCache,
    progress: Callable[[int], None],
) -> None:
    """Make the index anew unless it is of these very passages. `of_lines` embeds their lines."""
    passages = all_of(guides, reviews)
    stored = [passage.model_dump_json(exclude_defaults=True) for passage in passages]
    fingerprint = hashlib.blake2b("\n".join([embedder.name, of_lines.name, str(LINES), *stored]).encode("utf-8", "replace")).hexdigest()
    if (folder / "fingerprint").exists() and (folder / "fingerprint").read_text() == fingerprint:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _write_terms(folder / "lexical", passages, stored)
    dense = [passage.embedded_text for passage in passages if passage.kind == "guide"]
    vectors.save(folder / "vectors.npy", cache.embed(embedder, dense, progress))
    lines.write(folder, passages, of_lines, cache, lambda done: None)
    progress(len(reviews))
    (folder / "fingerprint").write_text(fingerprint)


def _write_terms(folder: Path, passages: Sequence[Passage], stored: Sequence[str]) -> None:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for field in _TERM_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("json", stored=True, tokenizer_name="raw", index_option="basic")
    folder.mkdir()
    writer = tantivy.Index(builder.build(), path=str(folder)).writer(heap_size=64_000_000, num_threads=1)
    for row, (passage, text) in enumerate(zip(passages, stored, strict=True)):
        document = tantivy.Document()
        document.add_unsigned("row", row)
        for field in _TERM_FIELDS:
            document.add_text(field, getattr(passage, field) or "")
        document.add_text("title", " ".join(terms(f"{passage.title} {passage.heading} {' '.join(passage.category)}")))
        document.add_text("text", " ".join(terms(passage.text)))
        document.add_text("json", text)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class PassageIndex:
    """An open index of passages."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        index = tantivy.Index.open(str(folder / "lexical"))
        self._schema = index.schema
        self._searcher = index.searcher()
        self.vectors = vectors.load(folder / "vectors.npy")
        found = self._passages(range(len(self.vectors)))
        self.guides = [found[row] for row in range(len(self.vectors))]
        self.lines = lines.read(folder, self.guides)

    def search(self, words: Sequence[str], kinds: Collection[str], refs: Collection[str], k: int) -> Mapping[int, float]:
        """Row -> BM25 score of the best `k` passages; without `words` any passages of those kinds and refs."""
        from tantivy import Occur, Query

        wanted: list[tuple[Any, Any]] = [(Occur.Must, Query.const_score_query(Query.term_set_query(self._schema, "kind", list(kinds)), 0.0))]
        if refs:
            wanted.append((Occur.Must, Query.const_score_query(Query.term_set_query(self._schema, "ref", list(refs)), 0.0)))
        if words:
            some = [
                (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, word, "freq"), boost))
                for word in words
                for field, boost in (("title", 2.0), ("text", 1.0))
            ]
            wanted.append((Occur.Must, Query.boolean_query(some)))
        hits = self._searcher.search(Query.boolean_query(wanted), limit=k, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return {int(row or 0): float(score) for row, (score, _) in zip(rows, hits, strict=True)}

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        found = self._passages([row for row in rows if row >= len(self.guides)])
        return [self.guides[row] if row < len(self.guides) else found[row] for row in rows]

    def _passages(self, rows: Sequence[int] | range) -> dict[int, Passage]:
        from tantivy import Query

        if not rows:
            return {}
        hits = self._searcher.search(Query.term_set_query(self._schema, "row", list(rows)), limit=len(rows), count=False).hits
        numbers = self._searcher.fast_field_values("row", [address for _, address in hits])
        return {
            int(row or 0): Passage.model_validate_json(str(self._searcher.doc(address).get_first("json")))
            for row, (_, address) in zip(numbers, hits, strict=True)
        }

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines with the guides' passages, (guides,)."""
        return self.vectors @ vector
