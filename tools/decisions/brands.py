"""The brands of a kind of goods, or some that were asked about."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ...schema.evidence import Evidence
from ...schema.product import AttributeValue
from .offer import Offer


@dataclass(frozen=True)
class Holding:
    """How many of a brand's products have a certificate in force: the one that is named, "" any."""

    name: str
    count: int


@dataclass(frozen=True)
class Dispute:
    """A sentence that says otherwise than the records: by field what those have, () where they are silent. A price is the lowest and the
    highest, as decimal strings; so is an MOQ, in pieces. `holding` counts certificates over `of` products."""

    quote: str
    records: tuple[tuple[str, tuple[AttributeValue, ...]], ...]
    holding: tuple[Holding, ...] = ()
    of: int = 0


@dataclass(frozen=True)
class BrandRow:
    """A brand's products that meet the need: `low`-`high` unit prices as far as they are stated, `rating` weighted by review
    count, `best` the most reviewed of them.

    `third` of its peers' prices in which its median lies; `conflict` is what a guide calls the brand where that contradicts it.
    """

    brand: str
    count: int
    low: Decimal | None
    high: Decimal | None
    median: Decimal | None
    currency: str
    rating: float | None
    reviews: int
    certified: int
    best: Offer
    names: tuple[str, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    claims: tuple[Evidence, ...] = ()
    third: Literal["low", "mid", "high"] | None = None
    conflict: str | None = None
    peers_median: Decimal | None = None
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True)
class Peers:
    """All products of the same kind: how many, their median price, their rating by how many reviews."""

    count: int
    median: Decimal | None
    rating: float | None
    reviews: int


@dataclass(frozen=True)
class Brands:
    """`more` are (brand, products) beyond the rows; `counted` products stand behind the counts: those that meet the need, a list that was
    shown, or those nearest to a need that nothing meets (`among`). `named`: the rows are the brands asked about, set against their `peers`;
    `nameless` the few shown of which none carries a brand, `others` are (brand, products) of other such goods, those that meet the need where any
    does (`others_meet`)."""

    rows: tuple[BrandRow, ...]
    unbranded: int
    industry: tuple[Evidence, ...]
    fits: dict[str, str] = field(default_factory=dict)
    more: tuple[tuple[str, int], ...] = ()
    counted: int = 0
    among: Literal["meeting", "shown", "near"] = "meeting"
    named: bool = False
    peers: Peers | None = None
    nameless: tuple[Offer, ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    others_meet: bool = False
