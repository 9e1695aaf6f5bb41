"""Writing of a generation's folder: records, columns, facets, indexes, manifest."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..catalogue.columns import Arrays, Tables, load_arrays, load_tables, save_columns
from ..catalogue.damage import sizes
from ..catalogue.layout import ARRAYS, EMBEDDINGS, MANIFEST
from ..catalogue.manifest import Manifest, Titled
from ..models.embedding import Embedder
from ..models.embedding_cache import EmbeddingCache
from ..retrievers.indexing import IndexWriter
from ..schema.product import Product, TitledField
from ..schema.settings import Settings
from .attribute_builder import attribute_facet, build_attributes
from .column_builder import build_columns, no_columns
from .facet_builder import write_facets
from .progress import Progress, counter
from .reading import Reading
from .row import Kind
from .titled import tell_titles, titled_counts
from .writing import OF_PRODUCTS, TABLES, Writer, writing

Upserts = list[tuple[int, Product]]


class Build:
    """One generation being built. `gone`: kind -> ids to remove."""

    def __init__(self, folder: Path, reading: Reading, gone: dict[Kind, set[str]], progress: Progress) -> None:
        self._folder, self._reading, self._gone, self._progress = folder, reading, gone, progress
        self.totals: dict[str, int] = {}
        self.titled: dict[TitledField, Titled] = {}
        self.orphans: dict[Kind, int] = {}

    def records(self) -> tuple[Upserts, list[int]]:
        """Write records, columns and facets. Return the products with their rows, and the rows of removed products."""
        with writing(self._folder) as writer:
            arrays, tables = self._columns()
            upserts, removed = self._products(writer, arrays, tables)
            self._others(writer)
            self.totals = {kind: writer.count(kind) for kind in TABLES}
            self.orphans = {kind: writer.orphans(kind) for kind in OF_PRODUCTS if self.totals[kind]}
        return upserts, removed

    def indexes(self, upserts: Upserts, removed: Sequence[int], store: Path, embedder: Embedder, settings: Settings) -> None:
        """Write the lexical and the dense index, and the passages of guides and reviews."""
        cache = EmbeddingCache(store / EMBEDDINGS)
        index = IndexWriter(self._folder, embedder, cache, settings)
        try:
            index.update(upserts, removed, counter(self._progress, "embedding", len(upserts)))
            with writing(self._folder) as writer:
                guides, reviews = writer.guides(), writer.reviews()
            index.passages(guides, reviews, counter(self._progress, "embedding", len(guides) + len(reviews)))
        finally:
            index.close()
            cache.close()

    def manifest(self, embedder: Embedder) -> None:
        tables = load_tables(self._folder)
        manifest = Manifest(
            generation=self._folder.name, model=embedder.name, dimensions=embedder.dimensions, created_at=datetime.now(UTC),
            counts=self.totals, titled=self.titled, languages=tuple(tables.languages), currencies=tuple(tables.currencies), files=sizes(self._folder),
        )  # fmt: skip
        (self._folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")

    def _columns(self) -> tuple[Arrays, Tables]:
        if not (self._folder / ARRAYS).exists():
            return no_columns()
        return load_arrays(self._folder), load_tables(self._folder)

    def _products(self, writer: Writer, arrays: Arrays, tables: Tables) -> tuple[Upserts, list[int]]:
        old = writer.products(item.record.id for item in self._reading.products.incoming.values() if item.known)
        tell_titles(self._reading, old, self._gone["products"], writer)
        incoming = list(self._reading.products.incoming.values())
        rows = {product_id: row for row, product_id in enumerate(tables.ids)}
        for item in incoming:
            if rows.setdefault(item.record.id, len(tables.ids)) == len(tables.ids):
                tables.ids.append(item.record.id)
        upserts = [(rows[item.record.id], item.record) for item in incoming]
        old |= writer.products(item.record.id for item in incoming if item.known and item.record.id not in old)
        gone = writer.products(self._gone["products"])
        self._attributes(writer, upserts, {rows[key]: item for key, item in old.items()}, {rows[key]: item for key, item in gone.items()})
        writer.put_products((row, product, item.fingerprint) for (row, product), item in zip(upserts, incoming, strict=True))
        writer.remove("products", gone)
        self._progress("indexing", len(upserts), len(upserts))
        removed = [rows[key] for key in gone]
        arrays = build_columns(arrays, tables, upserts, removed)
        self._suppliers(writer)
        self.titled = titled_counts(arrays, tables)
        save_columns(self._folder, arrays, tables)
        write_facets(self._folder, arrays, tables, writer.suppliers(), writer.attribute_facets())
        return upserts, removed

    def _attributes(self, writer: Writer, upserts: Upserts, old: dict[int, Product], gone: dict[int, Product]) -> None:
        columns = build_attributes(upserts, old, gone, writer.attribute)
        writer.put_attributes(columns, {name: attribute_facet(column) for name, column in columns.items() if len(column.rows)})

    def _suppliers(self, writer: Writer) -> None:
        writer.put_suppliers((item.record, item.fingerprint) for item in self._reading.suppliers.incoming.values())
        writer.remove("suppliers", self._gone["suppliers"])

    def _others(self, writer: Writer) -> None:
        writer.put_guides((item.record, item.fingerprint) for item in self._reading.guides.incoming.values())
        writer.remove("guides", self._gone["guides"])
        writer.put_reviews((key, item.record, item.fingerprint) for key, item in self._reading.reviews.incoming.items())
        writer.remove("reviews", self._gone["reviews"])
        writer.put_orders((item.record, item.fingerprint) for item in self._reading.orders.incoming.values())
        writer.remove("orders", self._gone["orders"])
