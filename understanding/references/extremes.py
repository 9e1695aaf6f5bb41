"""The extremes of a list: cheapest, best rated, lowest MOQ, lightest."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from ...schema.product import Product
from .matching import Records

Number = Decimal | float | int
Rank = tuple[Number, int]


def _of_supplier(name: str) -> Callable[[Product, Records], float | None]:
    def stated(product: Product, records: Records) -> float | None:
        supplier = records.supplier(product.supplier_id) if product.supplier_id else None
        return getattr(supplier, name, None)

    return stated


_VALUES: dict[str, Callable[[Product, Records], Number | None]] = {
    "price": lambda product, records: None if (price := product.price_at(records.quantity)) is None else -price,
    "-price": lambda product, records: product.price_at(records.quantity),
    "sold_90d": lambda product, records: product.sold_90d,
    "rating": lambda product, records: product.rating,
    "review_count": lambda product, records: product.review_count,
    "moq": lambda product, records: None if product.moq is None else -product.moq,
    "supplier.rating": _of_supplier("rating"),
    "supplier.repurchase_rate": lambda product, records: (
        _of_supplier("repurchase_rate")(product, records) if product.repurchase_rate is None else product.repurchase_rate
    ),
    "stock": lambda product, records: product.stock,
    "updated_at": lambda product, records: product.updated_at.timestamp() if product.updated_at else None,
}


def ranked(product_ids: Sequence[str], sort: str, records: Records) -> list[tuple[str, ...]]:
    """The products that state `sort`, best first, ties grouped; equal ratings are ordered by number of reviews."""
    groups: dict[Rank, list[str]] = {}
    for product_id in product_ids:
        product = records.product(product_id)
        value = _value(product, sort, records) if product is not None else None
        if product is not None and value is not None:
            groups.setdefault((value, (product.review_count or 0) if sort == "rating" else 0), []).append(product_id)
    return [tuple(groups[rank]) for rank in sorted(groups, reverse=True)]


def _value(product: Product, sort: str, records: Records) -> Number | None:
    if sort in _VALUES:
        return _VALUES[sort](product, records)
    if (natural := _VALUES.get(sort.removeprefix("-"))) is not None:
        value = natural(product, records)
        return None if value is None else -value
    stated = product.attributes.get(sort.removeprefix("-").removeprefix("attr."))
    if not isinstance(stated, (int, float)) or isinstance(stated, bool):
        return None
    return -stated if sort.startswith("-") else stated
