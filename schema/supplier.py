"""A supplier of the catalogue."""

from pydantic import Field

from .base import Record
from .product import Certification


class SupplierTranslation(Record):
    name: str | None = None
    province: str | None = None
    city: str | None = None
    capabilities: tuple[str, ...] = ()
    certifications: tuple[Certification, ...] = ()


class Supplier(Record):
    """A maker or seller. `repurchase_rate`: share 0-1; `rating`: 0-5; None: not stated."""

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    province: str | None = None
    city: str | None = None
    country: str | None = None
    kind: str | None = Field(default=None, pattern=r"^(factory|trader|brand)$")
    years: int | None = Field(default=None, ge=0)
    verified: bool | None = None
    rating: float | None = Field(default=None, ge=0, le=5, allow_inf_nan=False)
    response_hours: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    repurchase_rate: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    certifications: tuple[Certification, ...] = ()
    capabilities: tuple[str, ...] = ()
    main_categories: tuple[str, ...] = ()
    translations: dict[str, SupplierTranslation] = {}

    def text(self, language: str) -> SupplierTranslation:
        """Name, place, capabilities and certificates in `language` where translated, else as recorded."""
        other = self.translations.get(language) or SupplierTranslation()
        return SupplierTranslation(
            name=other.name or self.name,
            province=other.province or self.province,
            city=other.city or self.city,
            capabilities=other.capabilities or self.capabilities,
            certifications=other.certifications or self.certifications,
        )


NUMBERS = tuple(name for name, field in Supplier.model_fields.items() if field.annotation in (int | None, float | None))
"""Numeric fields, which conditions name as `supplier.NAME`."""
