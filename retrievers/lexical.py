"""The lexical leg: tantivy over pre-analysed terms, so that a query's terms are the index's.

Each field holds terms between spaces; rows are numbers in a fast field. A search is confined to a mask by fetching more until enough rows
survive or the hits end, so that it is exact (docs/decisions).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .document import FIELDS

WEIGHTS: Mapping[str, float] = {"title": 3.0, "model": 2.0, "brand": 2.0, "category": 2.0, "attributes": 0.7, "description": 1.0}


def schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def write(folder: Path, documents: Iterable[tuple[int, Mapping[str, Sequence[str]]]], removed: Iterable[int]) -> None:
    """Replace the rows of `documents` (row, terms by field) and drop `removed`; makes the index where there is none."""
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema(), path=str(folder), reuse=True)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    fresh = index.searcher().num_docs == 0
    for row in removed:
        writer.delete_documents_by_term("row", row)
    for row, fields in documents:
        if not fresh:
            writer.delete_documents_by_term("row", row)
        document = tantivy.Document()
        document.add_unsigned("row", row)
        for field, some in fields.items():
            document.add_text(field, " ".join(some))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Lexical:
    """An open index. `search` may be called from several threads."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def query(self, groups: Sequence[Mapping[str, float]]) -> Any:
        """A disjunction of groups: of a group's terms (term -> weight) and their fields the best counts whole, the others a tenth."""
        from tantivy import Occur, Query

        alternatives = (
            [Query.boost_query(Query.term_query(self._schema, field, term, "freq"), weight * WEIGHTS[field]) for term, weight in group.items() for field in FIELDS]
            for group in groups
        )
        return Query.boolean_query([(Occur.Should, Query.disjunction_max_query(some, 0.3)) for some in alternatives if some])

    def search(self, groups: Sequence[Mapping[str, float]], mask: NDArray[np.bool_] | None, k: int) -> NDArray[np.int64]:
        """The best `k` rows of the mask that have a term of `groups`, best first."""
        query = self.query(groups)
        share = 1.0 if mask is None else max(float(mask.mean()), 1e-4)
        limit = min(max(int(1.3 * k / share), k), 4096)
        while True:
            hits = self._searcher.search(query, limit=limit, count=False).hits
            rows = np.asarray(self._searcher.fast_field_values("row", [address for _, address in hits]), np.int64)
            kept = rows if mask is None else rows[mask[rows]]
            if len(kept) >= k or len(hits) < limit:
                return kept[:k]
            limit *= 4

    def close(self) -> None:
        del self._searcher, self._index
