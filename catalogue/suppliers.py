"""Columns of suppliers, by supplier code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from ..schema.product import Certification
from ..schema.supplier import NUMBERS, Supplier


@dataclass(frozen=True)
class SupplierColumns:
    """An entry per supplier code; all is unknown for an id without record.
    `numbers` by field, NaN if not stated; `verified` 1, 0 or -1; `kind` or None; `places`: province, city and country with translations;
    `city_stated`: True if the city is known; `capabilities` and the company's own `certifications`, with translations, () if not stated.
    """

    numbers: Mapping[str, NDArray[np.float64]]
    verified: NDArray[np.int64]
    kind: tuple[str | None, ...]
    places: tuple[tuple[str, ...], ...]
    city_stated: tuple[bool, ...]
    capabilities: tuple[tuple[str, ...], ...]
    certifications: tuple[tuple[Certification, ...], ...]

    def __len__(self) -> int:
        return len(self.kind)


@cache
def country_names() -> dict[str, tuple[str, ...]]:
    """Country code -> its names (countries.yaml)."""
    stored = yaml.safe_load(Path(__file__).with_name("countries.yaml").read_text(encoding="utf-8"))
    return {code: tuple(names) for code, names in stored.items()}


def places_of(supplier: Supplier | None) -> tuple[str, ...]:
    """All names of the supplier's location, including the country's names for its code."""
    if supplier is None:
        return ()
    parts = [supplier.province, supplier.city, supplier.country, *country_names().get(supplier.country or "", ())]
    for translation in supplier.translations.values():
        parts += [translation.province, translation.city]
    joined = [supplier.province + supplier.city] if supplier.province and supplier.city else []
    return tuple(dict.fromkeys(part for part in [*parts, *joined] if part))


def supplier_columns(suppliers: Sequence[Supplier | None]) -> SupplierColumns:
    """Columns in the order of `suppliers`; None is an id without record."""

    def stated(name: str, none: float) -> list[float]:
        values = [None if supplier is None else getattr(supplier, name) for supplier in suppliers]
        return [none if value is None else value for value in values]

    return SupplierColumns(
        numbers={name: np.array(stated(name, np.nan), np.float64) for name in NUMBERS},
        verified=np.array(stated("verified", -1), np.int64),
        kind=tuple(supplier.kind if supplier else None for supplier in suppliers),
        places=tuple(places_of(supplier) for supplier in suppliers),
        city_stated=tuple(bool(supplier and supplier.city) for supplier in suppliers),
        capabilities=tuple(_capabilities(supplier) for supplier in suppliers),
        certifications=tuple(_certifications(supplier) for supplier in suppliers),
    )


def _capabilities(supplier: Supplier | None) -> tuple[str, ...]:
    """Capabilities in all languages of the record; it may have others."""
    if supplier is None:
        return ()
    return tuple(dict.fromkeys((*supplier.capabilities, *(each for other in supplier.translations.values() for each in other.capabilities or ()))))


def _certifications(supplier: Supplier | None) -> tuple[Certification, ...]:
    """The company's certificates, by their names in all languages of the record."""
    if supplier is None:
        return ()
    return (*supplier.certifications, *(each for other in supplier.translations.values() for each in other.certifications))
