"""A product as it is offered to a buyer."""

from dataclasses import dataclass
from decimal import Decimal

from ...schema.candidate import Candidate
from ...schema.product import Product
from ...schema.supplier import Supplier


@dataclass(frozen=True)
class Offer:
    """A product with its verdict by the buyer's conditions and its supplier. `price` is the unit price at the quantity asked, None
    where it isn't stated."""

    product: Product
    candidate: Candidate
    supplier: Supplier | None
    price: Decimal | None

    @property
    def id(self) -> str:
        return self.product.id

    @property
    def repurchase_rate(self) -> float | None:
        """The share of buyers who come back: the product's own where it is stated, else its supplier's."""
        own = self.product.repurchase_rate
        return own if own is not None else self.supplier.repurchase_rate if self.supplier else None
