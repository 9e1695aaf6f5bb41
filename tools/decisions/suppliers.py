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
    """`kinds` are its products in the catalogue by category; `able` answers what was asked of its capabilities, by those that say yes."""

    supplier: Supplier
    offers: tuple[Offer, ...]
    valid: tuple[Certification, ...]
    expired: tuple[Certification, ...]
    products: int
    kinds: tuple[tuple[str, int], ...] = ()
    able: tuple[tuple[str, tuple[str, ...]], ...] = ()
    licences: tuple[Licence, ...] = ()
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True)
class Suppliers:
    """`nameless` are offers whose record names no supplier; `table` has a column a supplier where they are several; `best_rated` are those of `rows`,
    where ratings were asked for."""

    rows: tuple[SupplierRow, ...]
    nameless: tuple[Offer, ...]
    table: tuple[ComparisonRow, ...] = ()
    best_rated: tuple[SupplierRow, ...] = ()
