"""The buyer's need: the goods looked for and the conditions on them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from .base import Noun, Shown
from .condition import Condition
from .fact import Fact

RecordKey = Literal[
    "price", "-price", "sold_90d", "-sold_90d", "rating", "-rating", "review_count", "-review_count", "moq", "-moq", "stock", "-stock",
    "supplier.rating", "supplier.repurchase_rate", "updated_at",
]  # fmt: skip
SortKey = RecordKey | Annotated[str, Field(pattern=r"^-?attr\..+$")]
"""A record field, in its preferred direction ("price", "moq": ascending; others: descending), reversed by "-"; or a measured attribute:
"attr.capacity_ml" descending, "-attr.weight_g" ascending."""

ASCENDING = ("price", "moq")
"""Fields whose default order is ascending."""


class Waiting(Noun):
    """Goods of the same message that wait for their turn, with their conditions. `query`: set if the buyer's words say more than `category`.
    `products`: those shown for them, where goods of another line lie on the same shelf."""

    category: str
    query: str = ""
    words: tuple[str, ...] = ()
    quantity: int | None = None
    audience: str | None = None
    conditions: tuple[Condition, ...] = ()
    products: tuple[str, ...] = ()


class Need(Shown):
    """What the buyer is looking for now.

    `category`: last part of a category path as the catalogue spells it. `query`: search words without conditions. `words`: wishes in the buyer's
    words that no record states; they rank, and name no goods. `quantity`: pieces wanted, or packages if `pack` names one ("箱", "cartons").
    `audience`: who will use it, in the buyer's words. `sort`: sort keys, strongest first. `facts`: hold for every topic. `case`: measurements of the
    buyer's case, by the guides' names (`room_temp_c`). `waiting`: other goods of the message that opened the topic. `currency` (ISO 4217): of the
    buyer's last amount, "" for the store's; a bare number is read in it. `line`: which of several lines of the same goods, from 1.
    """

    category: str | None = None
    query: str = ""
    words: tuple[str, ...] = ()
    audience: str | None = None
    quantity: int | None = None
    pack: str = ""
    language: Literal["zh", "en"] = "zh"
    sort: tuple[SortKey, ...] = ()
    conditions: tuple[Condition, ...] = ()
    facts: tuple[Fact, ...] = ()
    case: dict[str, float] = {}
    waiting: tuple[Waiting, ...] = ()
    currency: str = ""
    line: int = 0

    def of(self, shelf: Sequence[str], product_id: str) -> "Need":
        """What is asked of a product that lies on a shelf: of those looked for, else of those that wait; of all others no attribute and no wish."""
        just = next((one for one in self.waiting if product_id in one.products), None)
        if just is None and (self.category is None or self.category in shelf):
            return self
        waits = just or next((one for one in self.waiting if one.category in shelf), None)
        own = {name: value for name, value in waits if name != "products"} if waits is not None else None
        return self.model_copy(update=own or {"conditions": tuple(one for one in self.conditions if not one.field.startswith("attr.")), "words": ()})

    @property
    def active(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.conditions if condition.active)

    @property
    def hard(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.active if condition.hard)
