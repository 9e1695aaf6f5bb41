"""The lexical leg: tantivy over pre-analysed terms, so that a query's terms are the index's.

Each field holds terms between spaces; a row's number is a fast field. A search is confined to a mask by fetching more until enough rows survive
or the hits end, so that it is exact at every selectivity (docs/decisions/retrieval.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .document import FIELDS
from .features import WEIGHING
from .query import Option, Query

_FIRST = 8192  # hits fetched at once at first, for a mask that keeps few
_TIE = 0.3  # how much a word's other fields and options add to its best one


def write(folder: Path, documents: Iterable[tuple[int, Mapping[str, Sequence[str]]]], removed: Iterable[int]) -> None:
    """Replace the rows of `documents` (row, terms by field) and drop `removed`; makes the index where there is none."""
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(_schema(), path=str(folder), reuse=True)
    writer = index.writer(heap_size=128_000_000, num_threads=1)
    fresh = index.searcher().num_docs == 0
    for row in removed:
        _delete(index, writer, row)
    for row, fields in documents:
        if not fresh:
            _delete(index, writer, row)
        document = tantivy.Document()
        document.add_unsigned("row", row)
        for field, some in fields.items():
            document.add_text(field, " ".join(some))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _delete(index: Any, writer: Any, row: int) -> None:
    """By a query: delete_documents_by_term takes an int for a signed one and finds nothing in an unsigned field."""
    from tantivy import Query as Parsed

    writer.delete_documents_by_query(Parsed.term_query(index.schema, "row", row))


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class Lexical:
    """An open index. `search` may be called from several threads. `vocabulary` spells the numbers of a query's terms."""

    def __init__(self, folder: Path, vocabulary: Sequence[str]) -> None:
        import tantivy

        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()
        self._vocabulary = vocabulary

    def search(self, query: Query, mask: NDArray[np.bool_] | None, k: int) -> NDArray[np.int64]:
        """The best `k` rows of the mask that have a word of the query, best first."""
        wanted = self._disjunction(query)
        share = 1.0 if mask is None else max(float(mask.mean()), 1e-4)
        limit = min(max(int(1.3 * k / share), k), _FIRST)
        while True:
            hits = self._searcher.search(wanted, limit=limit, count=False).hits
            rows = np.asarray(self._searcher.fast_field_values("row", [address for _, address in hits]), np.int64)
            kept = rows if mask is None else rows[mask[rows]]
            if len(kept) >= k or len(hits) < limit:
                return kept[:k]
            limit *= 4

    def _disjunction(self, query: Query) -> Any:
        from tantivy import Occur
        from tantivy import Query as Parsed

        words = [[self._option(option) for option in group.options] for group in query.groups]
        return Parsed.boolean_query([(Occur.Should, Parsed.disjunction_max_query(options, _TIE)) for options in words if options])

    def _option(self, option: Option) -> Any:
        from tantivy import Occur
        from tantivy import Query as Parsed

        terms = [self._term(self._vocabulary[term]) for term in option.terms]
        whole = terms[0] if len(terms) == 1 else Parsed.boolean_query([(Occur.Must, term) for term in terms])
        return whole if option.weight == 1 else Parsed.boost_query(whole, option.weight / len(terms))

    def _term(self, term: str) -> Any:
        from tantivy import Query as Parsed

        fields = [Parsed.boost_query(Parsed.term_query(self._schema, field, term, "freq"), WEIGHING[field].weight) for field in FIELDS]
        return Parsed.disjunction_max_query(fields, _TIE)
