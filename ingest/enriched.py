"""Attributes that a language model inferred from products' texts, keyed by a hash of the text. They survive ingests."""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import orjson

from ..catalogue.layout import ENRICHED
from ..schema.product import Inferred, Product


def words_hash(product: Product) -> bytes:
    """16 bytes over the texts that the model reads; if a text changes, the old findings no longer apply."""
    words = orjson.dumps((product.title, product.description, product.recorded.category))
    return hashlib.blake2b(words, digest_size=16).digest()


class Enrichments:
    """A SQLite file in the store's folder; a row has the texts' hash, the reader (prompt and model), and the findings."""

    def __init__(self, store: Path) -> None:
        self._db = sqlite3.connect(store / ENRICHED, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("CREATE TABLE IF NOT EXISTS inferred (hash BLOB PRIMARY KEY, reader TEXT NOT NULL, found BLOB NOT NULL) WITHOUT ROWID")

    def reader_of(self, product: Product) -> str | None:
        """The last reader of the product's texts; None if there was none."""
        row = self._db.execute("SELECT reader FROM inferred WHERE hash = ?", (words_hash(product),)).fetchone()
        return str(row[0]) if row else None

    def put(self, product: Product, reader: str, found: Mapping[str, Inferred]) -> None:
        stored = orjson.dumps({name: each.model_dump(mode="json") for name, each in found.items()})
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO inferred VALUES (?, ?, ?)", (words_hash(product), reader, stored))

    def attached(self, product: Product) -> Product:
        """The product with the inferred attributes that its record doesn't state."""
        row = self._db.execute("SELECT found FROM inferred WHERE hash = ?", (words_hash(product),)).fetchone()
        stored = orjson.loads(row[0]) if row else {}
        found = {name: Inferred.model_validate(each) for name, each in stored.items() if name not in product.attributes}
        return product if found == product.inferred else product.model_copy(update={"inferred": found})

    def close(self) -> None:
        self._db.close()


def attached(store: Path, products: Iterable[Product]) -> list[Product]:
    """`Enrichments.attached` for each; the products unchanged if nothing was ever inferred."""
    if not (store / ENRICHED).exists():
        return list(products)
    enrichments = Enrichments(store)
    try:
        return [enrichments.attached(product) for product in products]
    finally:
        enrichments.close()
