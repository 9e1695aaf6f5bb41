"""Plans of a sourcing task: one product per line, with costs."""

from decimal import Decimal
from typing import Literal

from .base import Noun
from .sourcing_task import Note

PlanKind = Literal["cheapest", "fewest_sellers", "best_evidence"]
Freight = Literal["unknown"]
"""Freight and lead time are always unknown: no record of a store states them."""


class Tier(Noun):
    """`unit_price` per piece from `min_qty` pieces on."""

    min_qty: int
    unit_price: Decimal


class Deal(Noun):
    """A product for one line, as it can be ordered.

    `wanted`: pieces asked for; `quantity`: pieces to order (`over`: their difference); `short`: pieces missing from the stated stock. `unit_price`:
    of the tier for `quantity`, None if not stated; `below_tier`: the first tier begins above it. `total`: in `currency`; `cost`: in the report's.
    `sooner`: a larger quantity that costs less in all (`sooner_total`). `met`, `unknown`: condition names. `evidence`: points of the records in its
    favour, counted by `score`.
    """

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
        """Key by which sellers are counted; a product without a supplier counts as its own."""
        return self.supplier_id or f"product:{self.product_id}"


class PlanLine(Noun):
    line: int
    deal: Deal


class SellerShare(Noun):
    """The lines and cost that one seller gets."""

    supplier_id: str | None
    supplier: str | None
    lines: tuple[int, ...]
    cost: Decimal


class Way(Noun):
    """A change that brings the plan into the budget: a larger budget, or a line in a smaller quantity, without a condition, or left out. `cost`: of
    the cheapest plan then."""

    kind: Literal["budget", "quantity", "condition", "leave_out"]
    line: int | None = None
    quantity: int | None = None
    condition: str = ""
    cost: Decimal
    text: str


class Plan(Noun):
    """`total`: of the planned lines, in `currency`. `left_out`: numbers of lines without a priced deal. `missed_by`: amount over the budget; `left`:
    amount under it. `exact`: proven optimal by the solver. `same_as`: an earlier plan with the same products."""

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
