"""What the buyer ordered before."""

from dataclasses import dataclass
from typing import Literal

from ...schema.order import Order
from .offer import Offer


@dataclass(frozen=True)
class Rhythm:
    """A product's orders as the records have them: `times` of them on different days, `low` to `high` pieces each, `every` so many days
    (the median), the last one `since` days ago. `due`: as long ago as they usually lie apart."""

    product_id: str
    times: int
    low: int
    high: int
    every: int
    since: int
    due: bool


@dataclass(frozen=True)
class Bought:
    """The last order of a product, and the product as it is offered now at `quantity` pieces; None where it has gone."""

    order: Order
    quantity: int
    offer: Offer | None
    rhythm: Rhythm | None = None


@dataclass(frozen=True)
class Ordered:
    """`rows` answer what was `wanted` of the orders. `nobody`: nobody knows who asks; `orders` counts those on record, of which none may fit."""

    wanted: Literal["again", "history", "due"]
    rows: tuple[Bought, ...] = ()
    nobody: bool = False
    orders: int = 0

    @property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(row.offer for row in self.rows if row.offer is not None)
