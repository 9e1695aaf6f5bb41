"""One generation of a store, open for reading from several threads and processes."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import orjson
from pydantic import ValidationError

from ..schema.errors import StoreError
from ..schema.guide import Guide
from ..schema.order import Order
from ..schema.product import Product
from ..schema.review import Review
from ..schema.supplier import Supplier
from .attribute import AttributeColumn, unpack
from .columns import Columns, load_arrays, load_tables
from .damage import check_sizes, damaged, opening
from .database import Database
from .facets import Facets, facets_of
from .layout import ARRAYS, DATABASE, FACETS, MANIFEST, MEND, TABLES
from .manifest import FORMAT, Manifest
from .stated import most
from .suppliers import supplier_columns

_PRODUCTS_KEPT = 4096  # parsed products cached, least recently loaded dropped
_SUPPLIERS_KEPT = 4096
_MARKS = 500  # ids per SQL statement

Shelves = Counter[tuple[tuple[str, ...], tuple[str, ...]]]
"""(category path, path in a language) -> number of products."""


class Catalogue:
    """Records by id and columns by row. Raises StoreError if the folder isn't a complete generation."""

    def __init__(self, path: Path) -> None:
        self.path, self.generation = path, path.name
        self.manifest = read_manifest(path)
        check_sizes(path, self.manifest.files)
        self._database = Database(path / DATABASE)
        self.columns = self._open_columns()
        self._products: dict[str, Product] = {}
        self._suppliers: dict[str, Supplier] = {}
        self._supplied: dict[tuple[str, str], Shelves] = {}

    def check_model(self, model: str) -> None:
        """Raise ModelMismatch if another model embedded the store."""
        self.manifest.check_model(model)

    def row(self, product_id: str) -> int | None:
        """The product's row; None if it is unknown or removed."""
        row = self.columns.row_of.get(product_id)
        return row if row is not None and self.columns.alive[row] else None

    def numbered(self, code: str) -> str | None:
        """The id of the product that `code` means, in any case; None if there is none."""
        return next((each for each in (code, code.upper(), code.lower()) if self.row(each) is not None), None)

    def products(self, ids: Sequence[str]) -> list[Product]:
        """The products in the order of `ids`, without unknown and removed ones."""
        known = {product_id: product for product_id in ids if (product := self._products.get(product_id))}
        missing = list(dict.fromkeys(product_id for product_id in ids if product_id not in known))
        for start in range(0, len(missing), _MARKS):
            known |= self._load_products(missing[start : start + _MARKS])
        return [known[product_id] for product_id in ids if product_id in known]

    def product(self, product_id: str) -> Product | None:
        return next(iter(self.products([product_id])), None)

    def titles(self, ids: Sequence[str], language: str) -> dict[str, str]:
        """Id -> title in `language`, else as recorded, without loading the records."""
        found: dict[str, str] = {}
        for start in range(0, len(ids), _MARKS):
            some = ids[start : start + _MARKS]
            title = "coalesce(nullif(json_extract(record, ?), ''), json_extract(record, '$.title'))"
            query = f"SELECT id, {title} FROM product WHERE record IS NOT NULL AND id IN ({','.join('?' * len(some))})"  # noqa: S608 - only marks
            found |= dict(self._database.rows(query, [f'$.translations."{language}".title', *some]))
        return found

    def supplier(self, supplier_id: str) -> Supplier | None:
        known = self._suppliers.get(supplier_id)
        if known is None:
            found = next(self._database.rows("SELECT record FROM supplier WHERE id = ?", (supplier_id,)), None)
            if found is None:
                return None
            if len(self._suppliers) >= _SUPPLIERS_KEPT:
                self._suppliers.clear()
            known = self._suppliers[supplier_id] = Supplier.model_validate_json(found[0])
        return known

    def supplier_products(self, supplier_id: str) -> list[str]:
        """Ids of the supplier's products, in the order of their rows."""
        query = "SELECT id FROM product WHERE supplier_id = ? AND record IS NOT NULL ORDER BY row"
        return [row[0] for row in self._database.rows(query, (supplier_id,))]

    def supplier_shelves(self, supplier_id: str, language: str) -> Shelves:
        """Counts of its products by category (() if none), cached, since there may be thousands."""
        known = self._supplied.get((supplier_id, language))
        if known is None:
            products = self.products(self.supplier_products(supplier_id))
            known = Counter((one.category, one.text(language).category) for one in products)
            if len(self._supplied) >= _SUPPLIERS_KEPT:
                self._supplied.clear()
            self._supplied[supplier_id, language] = known
        return known

    def reviews(self, product_id: str, limit: int = 50) -> list[Review]:
        """The product's reviews, newest first, undated ones last."""
        rows = self._database.rows("SELECT record FROM review WHERE product_id = ? ORDER BY date DESC, rowid LIMIT ?", (product_id, limit))
        return [Review.model_validate_json(row[0]) for row in rows]

    def orders(self, buyer: str) -> list[Order]:
        """The buyer's past orders, latest first."""
        if not self.manifest.counts.get("orders"):  # an older store has no table for them
            return []
        query = "SELECT record FROM purchase WHERE buyer_id = ? ORDER BY ordered_at DESC, id LIMIT 500"
        return [Order.model_validate_json(row[0]) for row in self._database.rows(query, (buyer,))]

    def guides(self) -> list[Guide]:
        """All guides, by id."""
        return list(self._guides.values())

    def guide(self, guide_id: str) -> Guide | None:
        return self._guides.get(guide_id)

    def most(self, category: str | None, attribute: str) -> float | None:
        """The largest number that products of the category or below it state; None if there is none."""
        return most(self.columns, category, attribute)

    def facets(self) -> Facets:
        return self._facets

    def close(self) -> None:
        self._database.close()

    @cached_property
    def _guides(self) -> dict[str, Guide]:
        return {row[0]: Guide.model_validate_json(row[1]) for row in self._database.rows("SELECT id, record FROM guide ORDER BY id")}

    @cached_property
    def _facets(self) -> Facets:
        with opening(self.path, FACETS):
            return facets_of(orjson.loads((self.path / FACETS).read_bytes()))

    def _load_products(self, ids: list[str]) -> dict[str, Product]:
        marks = ",".join("?" * len(ids))
        rows = self._database.rows(f"SELECT id, record FROM product WHERE record IS NOT NULL AND id IN ({marks})", ids)  # noqa: S608 - only marks
        loaded = {product_id: Product.model_validate_json(record) for product_id, record in rows}
        while len(self._products) > _PRODUCTS_KEPT:
            self._products.pop(next(iter(self._products)), None)
        self._products |= loaded
        return loaded

    def _open_columns(self) -> Columns:
        with opening(self.path, ARRAYS):
            arrays = load_arrays(self.path)
        with opening(self.path, TABLES):
            tables = load_tables(self.path)
        records = dict(self._database.rows("SELECT id, record FROM supplier"))
        with opening(self.path, DATABASE):
            suppliers = [Supplier.model_validate_json(records[key]) if key in records else None for key in tables.suppliers]
        return Columns(arrays, tables, supplier_columns(suppliers), self._attribute, self._attribute_names)

    def _attribute(self, name: str) -> AttributeColumn | None:
        found = next(self._database.rows("SELECT rows, codes, cells FROM attribute WHERE name = ?", (name,)), None)
        return unpack(name, *found) if found else None

    def _attribute_names(self) -> list[str]:
        return [row[0] for row in self._database.rows("SELECT name FROM attribute ORDER BY name")]


def read_manifest(path: Path) -> Manifest:
    """The manifest of the generation at `path`. Raises StoreError if it is missing, damaged, or of another version of Daogou."""
    try:
        manifest = Manifest.model_validate_json((path / MANIFEST).read_bytes())
    except (OSError, ValidationError) as error:
        raise damaged(path, MANIFEST) from error
    if manifest.format != FORMAT:
        raise StoreError(f"The store at {path.parent.parent} is of another version of Daogou: {MEND}.")
    return manifest
