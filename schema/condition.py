"""A condition that the buyer set, and what a product is by it."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Noun
from .supplier import NUMBERS

Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not_in", "contains", "not_contains"]
Status = Literal["current", "inherited", "inferred", "relaxed", "removed"]
Value = bool | Annotated[int, Field(ge=-(2**63), lt=2**63)] | Annotated[float, Field(allow_inf_nan=False)] | str | tuple[str, ...]
"""Numbers that every store can hold."""
BEYOND = 10**11
"""No price, count or measure that anybody means is as large: such a number is left unread in a message, and refused elsewhere."""

FIELDS = (
    "product",
    "price",
    "moq",
    "quantity",
    "rating",
    "review_count",
    "sold_90d",
    "stock",
    "brand",
    "category",
    "certification",
    "supplier",
    "supplier.location",
    "supplier.kind",
    "supplier.verified",
    "supplier.capability",
    "supplier.certifications",
    *(f"supplier.{name}" for name in NUMBERS),
)  # and attr.NAME; fmt: skip


class Condition(Noun):
    """`field op value`, for example `price <= 100 CNY`.

    `unit` is a currency for money ("CNY"), a unit for measures ("ml"), else None. `hard` False is a wish: it ranks and never excludes.
    `every`: all of several values are wanted ("autumn and winter"), else any of them will do.
    `about`: the number about which it is to be, of which this is a bound.
    `shares`: nothing else is wanted (纯棉, "100% wool"): attributes that tell how much of a thing is of what, each with the percentage that
    it must be where it is stated.
    `text` is the buyer's own words; `turn` the turn in which it was set or last changed; `origin` "profile": it comes from what is known of
    the buyer, and is a wish until he says it here.
    """

    id: str
    field: str
    op: Op
    value: Value
    unit: str | None = None
    hard: bool = True
    every: bool = False
    shares: tuple[tuple[str, int], ...] = ()
    about: Annotated[float, Field(allow_inf_nan=False)] | None = None
    status: Status = "current"
    turn: int = 1
    text: str = ""
    origin: Literal["said", "profile"] = "said"

    @property
    def active(self) -> bool:
        """Whether it still counts: everything but what was relaxed or removed."""
        return self.status not in ("relaxed", "removed")

    @property
    def pages(self) -> bool:
        """Whether it only turns the page: what was shown so far is left out until the conditions change."""
        return self.field == "product" and self.op == "not_in" and self.status == "inferred"

    @property
    def name(self) -> str:
        """As it stands in a card's `met`, `failed` and `unknown`: `price<=100`, `brand not_in [a, b]`."""
        value = str(self.value).lower() if isinstance(self.value, bool) else str(self.value)
        if isinstance(self.value, tuple):
            value = "[" + ", ".join(self.value) + "]"
        return f"{self.field}{self.op}{value}" if self.op in ("=", "!=", "<", "<=", ">", ">=") else f"{self.field} {self.op} {value}"
