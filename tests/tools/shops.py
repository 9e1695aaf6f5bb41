"""Offers made by hand, for tests of decisions."""

from decimal import Decimal
from typing import Any

from daogou.schema.candidate import Candidate
from daogou.schema.product import Product
from daogou.schema.supplier import Supplier
from daogou.tools.decisions.offer import Offer


def offer(product_id: str, price: str = "10.00", supplier: Supplier | None = None, **fields: Any) -> Offer:
    product = Product(id=product_id, title=fields.pop("title", product_id), price=price, **fields)  # type: ignore[arg-type]
    return Offer(product=product, candidate=Candidate(product_id=product_id, score=0.0), supplier=supplier, price=Decimal(price))
