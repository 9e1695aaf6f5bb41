"""The demo pack's words without a store: its products, its facets, and a reader of them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
from daogou.catalogue.facets import Facets, facets_of
from daogou.catalogue.layout import FACETS
from daogou.eval.stores import PACK
from daogou.ingest.attribute_builder import attribute_facet, build_attributes
from daogou.ingest.column_builder import build_columns, no_columns
from daogou.ingest.facet_builder import write_facets
from daogou.ingest.native import native
from daogou.ingest.validation import record
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary


@cache
def products() -> tuple[Product, ...]:
    rows = (PACK / "products.jsonl").read_bytes().splitlines()
    return tuple(record(Product, native(orjson.loads(row), "products")) for row in rows if row)


@cache
def facets() -> Facets:
    arrays, tables = no_columns()
    upserts = list(enumerate(products()))
    tables.ids.extend(product.id for product in products())
    columns = build_attributes(upserts, {}, {}, lambda _: None)
    arrays = build_columns(arrays, tables, upserts, [])
    rows = [orjson.loads(row) for row in (PACK / "suppliers.jsonl").read_bytes().splitlines() if row]
    suppliers = {supplier.id: supplier for supplier in (record(Supplier, native(row, "suppliers")) for row in rows)}
    attributes = [(attribute_facet(column), column.rows.astype("int32")) for column in columns.values()]
    with TemporaryDirectory() as folder:
        write_facets(Path(folder), arrays, tables, suppliers, attributes)
        return facets_of(orjson.loads((Path(folder) / FACETS).read_bytes()))


@cache
def most(category: str | None, attribute: str) -> float | None:
    """The largest number that products of the category state."""
    told = (product.attributes.get(attribute) for product in products() if category in product.category)
    return max((float(value) for value in told if isinstance(value, int | float)), default=None)


@cache
def reader() -> Reader:
    return Reader(Vocabulary.of(facets(), _recorded), most=most)


@cache
def _recorded(category: str, name: str) -> frozenset[str]:
    """As a store's columns tell it."""
    values = (product.attributes.get(name, ()) for product in products() if category in product.category)
    return frozenset(text for value in values for text in (value if isinstance(value, tuple) else (value,)) if isinstance(text, str))
