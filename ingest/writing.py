"""Writing of the SQLite file of a generation being built."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from ..catalogue.attribute import AttributeColumn, unpack
from ..catalogue.database import SCHEMA
from ..catalogue.layout import DATABASE
from ..schema.guide import Guide
from ..schema.order import Order
from ..schema.product import Product
from ..schema.review import Review
from ..schema.supplier import Supplier
from .row import Kind
from .titles.reading import Stated

TABLES: dict[Kind, str] = {"products": "product", "suppliers": "supplier", "reviews": "review", "guides": "guide", "orders": "purchase"}
OF_PRODUCTS: tuple[Kind, ...] = ("reviews", "orders")


class Writer:
    """One connection, in one transaction until `commit`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def fingerprints(self, kind: Kind) -> dict[bytes, str]:
        """Fingerprint of the raw row -> id, for existing records; empty for a kind that an older store lacks."""
        if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLES[kind],)).fetchone():
            return {}
        return dict(self._db.execute(f"SELECT fingerprint, id FROM {TABLES[kind]} WHERE record IS NOT NULL"))  # noqa: S608 - our own table names

    def times(self) -> dict[str, int]:
        """Product id -> `updated_at` in seconds since 1970, if stated."""
        return dict(self._db.execute("SELECT id, updated_at FROM product WHERE record IS NOT NULL AND updated_at IS NOT NULL"))

    def products(self, ids: Iterable[str]) -> dict[str, Product]:
        """The existing products, by id."""
        found = (self._db.execute("SELECT record FROM product WHERE id = ? AND record IS NOT NULL", (key,)).fetchone() for key in ids)
        return {product.id: product for record in found if record for product in [Product.model_validate_json(record[0])]}

    def stated(self) -> Iterator[tuple[Stated, bytes]]:
        """What each product's record itself states about brand and category, with its fingerprint."""
        parts = ", ".join(f"json_extract(record, '$.{name}')" for name in ("title", "brand", "category", "translations", "titled"))
        for key, print_, title, brand, category, others, titled in self._db.execute(
            f"SELECT id, fingerprint, {parts} FROM product WHERE record IS NOT NULL"  # noqa: S608 - our own field names
        ):
            found = orjson.loads(titled) if titled else {}
            names = {language: text["brand"] for language, text in orjson.loads(others).items() if text.get("brand")} if others else {}
            path = tuple(orjson.loads(category)) if category and "category" not in found else ()
            yield Stated(key, title, brand if "brand" not in found else None, path, names), print_

    def titled(self) -> dict[str, tuple[str | None, tuple[str, ...]]]:
        """Product id -> brand and category that its title told."""
        query = "SELECT id, json_extract(record, '$.titled'), json_extract(record, '$.brand'), json_extract(record, '$.category') FROM product"
        rows = self._db.execute(f"{query} WHERE json_extract(record, '$.titled') IS NOT NULL")
        return {
            key: (brand if "brand" in titled else None, tuple(orjson.loads(category)) if "category" in titled else ())
            for key, stored, brand, category in rows
            for titled in [orjson.loads(stored)]
        }

    def put_products(self, rows: Iterable[tuple[int, Product, bytes]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO product (row, id, fingerprint, updated_at, supplier_id, record) VALUES (?, ?, ?, ?, ?, ?)",
            ((row, product.id, print_, seconds(product), product.supplier_id, json_of(product)) for row, product, print_ in rows),
        )

    def put_suppliers(self, records: Iterable[tuple[Supplier, bytes]]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO supplier VALUES (?, ?, ?)", ((item.id, print_, json_of(item)) for item, print_ in records))

    def put_guides(self, records: Iterable[tuple[Guide, bytes]]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO guide VALUES (?, ?, ?)", ((item.id, print_, json_of(item)) for item, print_ in records))

    def put_reviews(self, records: Iterable[tuple[str, Review, bytes]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?)",
            ((key, print_, item.product_id, item.date.isoformat() if item.date else None, json_of(item)) for key, item, print_ in records),
        )

    def put_orders(self, records: Iterable[tuple[Order, bytes]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO purchase VALUES (?, ?, ?, ?, ?, ?)",
            ((item.id, print_, item.buyer_id, item.product_id, item.ordered_at.isoformat(), json_of(item)) for item, print_ in records),
        )

    def remove(self, kind: Kind, ids: Iterable[str]) -> None:
        """Remove records; a product keeps its row number, so that it is never reused."""
        if kind == "products":
            self._db.executemany("UPDATE product SET record = NULL, fingerprint = NULL WHERE id = ?", ((key,) for key in ids))
        else:
            self._db.executemany(f"DELETE FROM {TABLES[kind]} WHERE id = ?", ((key,) for key in ids))  # noqa: S608 - our own table names

    def attribute(self, name: str) -> AttributeColumn | None:
        found = self._db.execute("SELECT rows, codes, cells FROM attribute WHERE name = ?", (name,)).fetchone()
        return unpack(name, *found) if found else None

    def put_attributes(self, columns: Mapping[str, AttributeColumn], facets: Mapping[str, bytes]) -> None:
        """Replace the columns; one without products is removed."""
        self._db.executemany("DELETE FROM attribute WHERE name = ?", ((name,) for name in columns))
        full = ((name, *column.packed(), facets[name]) for name, column in columns.items() if len(column.rows))
        self._db.executemany("INSERT INTO attribute VALUES (?, ?, ?, ?, ?)", full)

    def attribute_facets(self) -> list[tuple[bytes, NDArray[np.int32]]]:
        """Each facet as JSON with the rows that state the attribute, by name."""
        found = self._db.execute("SELECT facet, rows FROM attribute ORDER BY name")
        return [(facet, np.frombuffer(rows, "<i4")) for facet, rows in found]

    def suppliers(self) -> dict[str, Supplier]:
        return {key: Supplier.model_validate_json(record) for key, record in self._db.execute("SELECT id, record FROM supplier ORDER BY id")}

    def guides(self) -> list[Guide]:
        return [Guide.model_validate_json(row[0]) for row in self._db.execute("SELECT record FROM guide ORDER BY id")]

    def reviews(self) -> list[Review]:
        return [Review.model_validate_json(row[0]) for row in self._db.execute("SELECT record FROM review ORDER BY product_id, date, id")]

    def count(self, kind: Kind) -> int:
        found: int = self._db.execute(f"SELECT count(*) FROM {TABLES[kind]} WHERE record IS NOT NULL").fetchone()[0]  # noqa: S608 - our own table names
        return found

    def orphans(self, kind: Kind) -> int:
        """Number of reviews or orders of products that the store doesn't have."""
        query = f"SELECT count(*) FROM {TABLES[kind]} WHERE product_id NOT IN (SELECT id FROM product WHERE record IS NOT NULL)"  # noqa: S608 - our own table names
        found: int = self._db.execute(query).fetchone()[0]
        return found


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """The folder's database, committed at the end. It isn't synced, since the swap syncs all files."""
    connection = sqlite3.connect(folder / DATABASE)
    try:
        connection.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;" + SCHEMA)
        yield Writer(connection)
        connection.commit()
    finally:
        connection.close()


def json_of(record: Product | Supplier | Review | Guide | Order) -> bytes:
    return record.model_dump_json(exclude_defaults=True).encode()


def seconds(product: Product) -> int | None:
    return int(product.updated_at.timestamp()) if product.updated_at else None


@contextmanager
def stored(folder: Path | None) -> Iterator[Writer]:
    """The records of a finished generation, read-only; an empty database for None."""
    place = f"{(folder / DATABASE).absolute().as_uri()}?mode=ro&immutable=1" if folder else ":memory:"
    connection = sqlite3.connect(place, uri=True)
    try:
        if folder is None:
            connection.executescript(SCHEMA)
        yield Writer(connection)
    finally:
        connection.close()
