"""Columns of products that a test writes down, without a store around them."""

from collections.abc import Sequence

from daogou.catalogue.columns import Columns
from daogou.catalogue.suppliers import supplier_columns
from daogou.ingest.attribute_builder import build_attributes
from daogou.ingest.column_builder import build_columns, no_columns
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier


def columns_of(products: Sequence[Product], suppliers: Sequence[Supplier] = ()) -> Columns:
    arrays, tables = no_columns()
    tables.ids.extend(product.id for product in products)
    rows = list(enumerate(products))
    arrays = build_columns(arrays, tables, rows, [])
    attributes = build_attributes(rows, {}, {}, lambda name: None)
    by_id = {supplier.id: supplier for supplier in suppliers}
    records = [by_id.get(key) for key in tables.suppliers]
    return Columns(arrays, tables, supplier_columns(records), attributes.get, lambda: sorted(attributes))
