"""Plans of a sourcing task: of each line one seller's goods, and what they come to."""

from decimal import Decimal
from typing import Literal

from .base import Noun
from .sourcing_task import Note

PlanKind = Literal["cheapest", "fewest_sellers", "best_evidence"]
Freight = Literal["unknown"]
"""No record of a store states freight or lead time; until one does, all that can be said of them is this."""


class Tier(Noun):
    """From `min_qty` pieces on, one costs `unit_price`."""

    min_qty: int
    unit_price: Decimal


class Deal(Noun):
    """One product for a line, as it can be bought: `wanted` pieces are asked for, `quantity` must be taken, so `over` are too many; `short` are
    missing in the stock that is stated. `unit_price` is at the tier for `quantity`, None where no record states one; `below_tier`: the first price
    that is stated is from more pieces on. `total` is in `currency`; `cost` the same in the report's. `sooner`: so many pieces come to less in all
    (`sooner_total`). `met` and `unknown` are conditions by name, `evidence` what records say for it, which `score` counts."""

    product_id: str
    title: str
    supplier_id: str | None = None
    supplier: str | None = None
    supplier_kind: str | None = None
    supplier_verified: bool | None = None
    url: str | None = None
    wanted: int
    quantity: int
    over: int = 0
    moq: int | None = None
    stock: int | None = None
    short: int = 0
    unit_price: Decimal | None = None
    currency: str
    total: Decimal | None = None
    cost: Decimal | None = None
    tiers: tuple[Tier, ...] = ()
    below_tier: bool = False
    sooner: int | None = None
    sooner_total: Decimal | None = None
    met: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    rating: float | None = None
    review_count: int | None = None
    evidence: tuple[str, ...] = ()
    score: int = 0
    sources: tuple[str, ...] = ()
    freight: Freight = "unknown"
    lead_time: Freight = "unknown"

    @property
    def seller(self) -> str:
        """By which sellers are counted: whose record names none is one of his own."""
        return self.supplier_id or f"product:{self.product_id}"


class PlanLine(Noun):
    line: int
    deal: Deal


class SellerShare(Noun):
    """What one seller gets."""

    supplier_id: str | None
    supplier: str | None
    lines: tuple[int, ...]
    cost: Decimal


class Way(Noun):
    """What would bring a plan into the budget: a larger `budget`, a `line` in a smaller `quantity`, without a condition, or left out. `cost` is
    what the cheapest plan then comes to."""

    kind: Literal["budget", "quantity", "condition", "leave_out"]
    line: int | None = None
    quantity: int | None = None
    condition: str = ""
    cost: Decimal
    text: str


class Plan(Noun):
    """`total` is of the lines planned, in `currency`; `left_out` are numbers of lines that no deal could be priced for. `missed_by` is what is over
    the budget, `left` what is left of it. `exact`: proven best by the programme. `same_as`: it takes the same goods as an earlier plan."""

    kind: PlanKind
    lines: tuple[PlanLine, ...] = ()
    left_out: tuple[int, ...] = ()
    sellers: tuple[SellerShare, ...] = ()
    total: Decimal = Decimal(0)
    currency: str = ""
    left: Decimal | None = None
    missed_by: Decimal | None = None
    score: int = 0
    exact: bool = True
    same_as: PlanKind | None = None
    notes: tuple[Note, ...] = ()
