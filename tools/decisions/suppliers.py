"""Who makes or sells the products, by the record."""

from dataclasses import dataclass
from typing import Literal

from ...schema.product import Certification
from ...schema.reply import ComparisonRow
from ...schema.supplier import Supplier
from .offer import Offer


@dataclass(frozen=True)
class Licence:
    """Any of `words` on a certificate lets goods of the kind into `market` by the rule `source`; what the product's record holds of them."""

    market: str
    words: tuple[str, ...]
    source: str
    valid: tuple[Certification, ...] = ()
    expired: tuple[Certification, ...] = ()


@dataclass(frozen=True)
class Risk:
    """A fact of a supplier's record to ask about: `kind` names the phrase, `value` is the record's."""

    kind: Literal["expired", "claims_factory", "unverified", "young", "low_rating", "slow"]
    value: str = ""
    until: str = ""


@dataclass(frozen=True)
class SupplierRow:
    """`kinds` are its products in the catalogue by category; `able` answers what was asked of its capabilities, by those that say yes, `sells` how
    many of its products here are of the goods that were asked about. `of_papers`: the buyer wants to know of the `licences`."""

    supplier: Supplier
    offers: tuple[Offer, ...]
    valid: tuple[Certification, ...]
    expired: tuple[Certification, ...]
    products: int
    kinds: tuple[tuple[str, int], ...] = ()
    able: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sells: tuple[tuple[str, int], ...] = ()
    licences: tuple[Licence, ...] = ()
    of_papers: bool = True
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True)
class Best:
    """Who has `end` ("most", "least") of a number of the record: `value`, had by `count` suppliers, of whom `offers` stand for some; `silent`
    state none."""

    field: str
    end: str
    value: float | None
    count: int
    silent: int
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Field:
    """The suppliers of all products that meet the need: how many, who is `best` at what was asked, or, where there is none, who is only
    called by the place that was asked for: `called` suppliers, of whom `hinted` are some."""

    total: int
    best: Best | None = None
    hinted: tuple[Offer, ...] = ()
    called: int = 0


@dataclass(frozen=True)
class Suppliers:
    """`nameless` are offers whose record names no supplier; `table` has a column a supplier where they are several; `best_rated` are those of `rows`,
    where ratings were asked for; `field` tells of all suppliers where none is pointed at."""

    rows: tuple[SupplierRow, ...]
    nameless: tuple[Offer, ...]
    table: tuple[ComparisonRow, ...] = ()
    best_rated: tuple[SupplierRow, ...] = ()
    field: Field | None = None
