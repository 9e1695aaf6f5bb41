"""A condition set by the buyer."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Noun
from .supplier import NUMBERS

Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not_in", "contains", "not_contains"]
Status = Literal["current", "inherited", "inferred", "relaxed", "removed"]
Value = bool | Annotated[int, Field(ge=-(2**63), lt=2**63)] | Annotated[float, Field(allow_inf_nan=False)] | str | tuple[str, ...]
"""Within the number range of every store."""
BEYOND = 10**11
"""Larger than any real price, count or measure: such a number is ignored in a message and rejected elsewhere."""

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

    `unit`: a currency for money ("CNY"), a unit for measures ("ml"), else None. `hard` False: a wish, which ranks and never excludes. `every`: all of
    several values are required ("autumn and winter"), else any. `about`: the target number of which this is one bound. `shares`: nothing else is
    contained (纯棉, "100% wool"): attributes that state a share, each with the percentage required where it is stated. `text`: the buyer's own words.
    `turn`: when it was set or last changed. `origin` "profile": taken from the buyer's profile, a wish until the buyer states it in this
    conversation.
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
        """True unless it was relaxed or removed."""
        return self.status not in ("relaxed", "removed")

    @property
    def pages(self) -> bool:
        """True if it only turns the page: it excludes the products shown so far, until the conditions change."""
        return self.field == "product" and self.op == "not_in" and self.status == "inferred"

    @property
    def name(self) -> str:
        """Name in a card's `met`, `failed` and `unknown`: `price<=100`, `brand not_in [a, b]`."""
        value = str(self.value).lower() if isinstance(self.value, bool) else str(self.value)
        if isinstance(self.value, tuple):
            value = "[" + ", ".join(self.value) + "]"
        return f"{self.field}{self.op}{value}" if self.op in ("=", "!=", "<", "<=", ">", ">=") else f"{self.field} {self.op} {value}"
