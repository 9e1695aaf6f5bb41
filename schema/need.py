"""The buyer's need: the ledger of conditions, and what they apply to."""

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
"""A field of every record, from the end that buyers wish for ("price", "moq": the lowest first; the others: the highest), "-" turns it round;
or a measured attribute: "attr.capacity_ml" has the largest first, "-attr.weight_g" the smallest."""

ASCENDING = ("price", "moq")
"""Fields whose least is what a wish for an order means where nothing turns it round."""


class Waiting(Noun):
    """Goods asked for in the same message as those in hand, with what was asked of them; `query` where the buyer's words say more than `category`."""

    category: str
    query: str = ""
    words: tuple[str, ...] = ()
    quantity: int | None = None
    conditions: tuple[Condition, ...] = ()


class Need(Shown):
    """What the buyer is looking for now.

    `category` is the last part of a category path as the catalogue spells it; `query` the words to search by, without conditions; `words` are wishes
    that nothing states, in the buyer's words: they rank, and name no goods; `quantity` pieces asked for, or of what they are packed in where he said
    so (`pack`: "箱", "cartons"); `audience` who will use or buy it, in the buyer's words; `sort` wishes for the order, strongest first;
    `facts` stand whatever the topic; `case` is what he measured of his case, by the names that guides have for it (`room_temp_c`). `waiting` are the
    other goods of the message that opened the topic; named, they are what is looked for. `currency` (ISO 4217) is what the buyer's amounts were in
    last, "" for the store's: a bare number of his is meant in it.
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

    @property
    def active(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.conditions if condition.active)

    @property
    def hard(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.active if condition.hard)
