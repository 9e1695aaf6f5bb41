"""The SQLite file of a generation: its schema, and read-only connections per thread."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..schema.errors import StoreError
from .layout import MEND

SCHEMA = """
CREATE TABLE IF NOT EXISTS product (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, fingerprint BLOB, updated_at INTEGER, supplier_id TEXT, record BLOB
);
CREATE INDEX IF NOT EXISTS product_supplier ON product (supplier_id);
CREATE TABLE IF NOT EXISTS supplier (id TEXT PRIMARY KEY, fingerprint BLOB, record BLOB);
CREATE TABLE IF NOT EXISTS review (id TEXT PRIMARY KEY, fingerprint BLOB, product_id TEXT NOT NULL, date TEXT, record BLOB);
CREATE INDEX IF NOT EXISTS review_product ON review (product_id, date);
CREATE TABLE IF NOT EXISTS guide (id TEXT PRIMARY KEY, fingerprint BLOB, record BLOB);
CREATE TABLE IF NOT EXISTS purchase (
    id TEXT PRIMARY KEY, fingerprint BLOB, buyer_id TEXT NOT NULL, product_id TEXT NOT NULL, ordered_at TEXT NOT NULL, record BLOB
);
CREATE INDEX IF NOT EXISTS purchase_buyer ON purchase (buyer_id, ordered_at);
CREATE TABLE IF NOT EXISTS attribute (name TEXT PRIMARY KEY, rows BLOB, codes BLOB, cells BLOB, facet BLOB);
"""  # the record of a removed product is NULL, so that its row isn't reused


class Database:
    """Opened read-only with `immutable=1`, since a published generation is never written again."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def rows(self, query: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query. Raises StoreError if the file is damaged."""
        try:
            yield from self._connection().execute(query, tuple(values))
        except sqlite3.DatabaseError as error:
            raise StoreError(f"The store's records at {self._file} are damaged ({error}): {MEND}.") from error

    def close(self) -> None:
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection
