"""The demo pack's words, without a store: its facets and its products."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import daogou
import orjson
from daogou.catalogue.facets import Facets, facets_of
from daogou.catalogue.layout import FACETS
from daogou.ingest.attribute_builder import attribute_facet, build_attributes
from daogou.ingest.column_builder import build_columns, no_columns
from daogou.ingest.facet_builder import write_facets
from daogou.ingest.native import native
from daogou.ingest.validation import record
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary import Vocabulary

DATA = Path(str(daogou.__file__)).parent / "demo" / "data"


@cache
def products() -> tuple[Product, ...]:
    rows = (DATA / "products.jsonl").read_bytes().splitlines()
    return tuple(record(Product, native(orjson.loads(row), "products")) for row in rows if row)


@cache
def facets() -> Facets:
    arrays, tables = no_columns()
    upserts = list(enumerate(products()))
    tables.ids.extend(product.id for product in products())
    columns = build_attributes(upserts, {}, {}, lambda _: None)
    arrays = build_columns(arrays, tables, upserts, [])
    rows = [orjson.loads(row) for row in (DATA / "suppliers.jsonl").read_bytes().splitlines() if row]
    suppliers = {supplier.id: supplier for supplier in (record(Supplier, native(row, "suppliers")) for row in rows)}
    attributes = [(attribute_facet(column), column.rows.astype("int32")) for column in columns.values()]
    with TemporaryDirectory() as folder:
        write_facets(Path(folder), arrays, tables, suppliers, attributes)
        return facets_of(orjson.loads((Path(folder) / FACETS).read_bytes()))


@cache
def reader() -> Reader:
    return Reader(Vocabulary.of(facets()))
