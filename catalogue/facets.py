"""Facets: the catalogue's words and ranges, counted at ingest, for reading messages and offering choices."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Literal

AttributeKind = Literal["text", "number", "flag"]


@dataclass(frozen=True, slots=True)
class CategoryFacet:
    """A node of the category tree. `path`: from the root, as recorded; `aliases`: language -> path; `count`: products in it and below; `titled`:
    those assigned by their titles; `leaf`: True if products have it as their category."""

    path: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]
    count: int
    leaf: bool
    titled: int = 0


@dataclass(frozen=True, slots=True)
class BrandFacet:
    """`aliases`: language -> name; `count`: products; `titled`: those whose title alone states the brand."""

    name: str
    aliases: dict[str, str]
    count: int
    titled: int = 0


@dataclass(frozen=True, slots=True)
class ValueFacet:
    """A value as recorded, its translations, and the number of products that state it."""

    value: str
    aliases: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AttributeFacet:
    """`count`: products that state it; `values`: the most frequent (at most 300); `low` and `high`: the range in the dimension's base unit
    (`quantities.parse_quantity`), None for text and flags; `categories`: leaf categories with counts (at most 100), since "20寸" is a suitcase's size
    and means nothing for a curtain."""

    name: str
    kind: AttributeKind
    count: int
    values: tuple[ValueFacet, ...]
    low: float | None
    high: float | None
    dimension: str | None
    categories: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SupplierFacet:
    """`aliases`: names in other languages; `count`: its products."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str | None
    count: int


@dataclass(frozen=True, slots=True)
class PlaceFacet:
    """A province, city or country; `aliases`: translations; `count`: suppliers there."""

    name: str
    level: Literal["province", "city", "country"]
    aliases: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Facets:
    """Sorted by falling count, `attributes` by name."""

    categories: tuple[CategoryFacet, ...] = ()
    brands: tuple[BrandFacet, ...] = ()
    attributes: tuple[AttributeFacet, ...] = ()
    certifications: tuple[tuple[str, int], ...] = ()
    suppliers: tuple[SupplierFacet, ...] = ()
    places: tuple[PlaceFacet, ...] = ()
    supplier_kinds: tuple[tuple[str, int], ...] = ()
    currencies: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()

    def attribute(self, name: str) -> AttributeFacet | None:
        return next((facet for facet in self.attributes if facet.name == name), None)


def facets_of(stored: dict[str, Any]) -> Facets:
    """Facets from the JSON written at ingest; older generations lack the categories of attributes."""
    return Facets(
        categories=tuple(CategoryFacet(tuple(path), _tuples(aliases), *counts) for path, aliases, *counts in stored["categories"]),
        brands=tuple(BrandFacet(*item) for item in stored["brands"]),
        attributes=tuple(map(_attribute, stored["attributes"], stored.get("attribute_categories", repeat(())))),
        suppliers=tuple(SupplierFacet(key, name, tuple(aliases), kind, count) for key, name, aliases, kind, count in stored["suppliers"]),
        places=tuple(PlaceFacet(name, level, tuple(aliases), count) for name, level, aliases, count in stored["places"]),
        **{name: tuple((value, count) for value, count in stored[name]) for name in ("certifications", "supplier_kinds", "currencies", "languages")},
    )


def _tuples(aliases: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(path) for language, path in aliases.items()}


def _attribute(stored: list[Any], categories: Iterable[tuple[str, int]]) -> AttributeFacet:
    """An attribute's facet from the JSON of `attribute_builder.attribute_facet`, with its categories."""
    name, kind, count, values, low, high, dimension = stored
    found = tuple(ValueFacet(value, tuple(aliases), number) for value, aliases, number in values)
    return AttributeFacet(name, kind, count, found, low, high, dimension, categories=tuple((leaf, number) for leaf, number in categories))
