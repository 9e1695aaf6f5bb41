"""The words that a catalogue teaches, without a store: facets of products held in memory."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
from daogou.catalogue.facets import Facets, facets_of
from daogou.catalogue.layout import FACETS
from daogou.ingest.attribute_builder import attribute_facet, build_attributes
from daogou.ingest.column_builder import build_columns, no_columns
from daogou.ingest.facet_builder import write_facets
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier


def facets_from(products: Iterable[Product], suppliers: Mapping[str, Supplier] | None = None) -> Facets:
    """As ingest would write them."""
    upserts = list(enumerate(products))
    arrays, tables = no_columns()
    tables.ids.extend(product.id for _, product in upserts)
    columns = build_attributes(upserts, {}, {}, lambda _: None)
    arrays = build_columns(arrays, tables, upserts, [])
    attributes = [(attribute_facet(column), column.rows.astype("int32")) for column in columns.values()]
    with TemporaryDirectory() as folder:
        write_facets(Path(folder), arrays, tables, dict(suppliers or {}), attributes)
        return facets_of(orjson.loads((Path(folder) / FACETS).read_bytes()))
