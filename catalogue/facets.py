"""The catalogue's own words and ranges, built at ingest: what a reader of messages matches, what a question may offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Literal

AttributeKind = Literal["text", "number", "flag"]


@dataclass(frozen=True, slots=True)
class CategoryFacet:
    """A level of the category tree: `path` from the widest level down to it, as recorded; `aliases` the same path by language;
    `count` products alive in it and below, `titled` those of them that stand there by their titles; `leaf` whether products name it as their own
    category."""

    path: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]
    count: int
    leaf: bool
    titled: int = 0


@dataclass(frozen=True, slots=True)
class BrandFacet:
    """`aliases` by language; `count` products alive, `titled` those of them whose titles state it and not their records."""

    name: str
    aliases: dict[str, str]
    count: int
    titled: int = 0


@dataclass(frozen=True, slots=True)
class ValueFacet:
    """A value as recorded, its translations, and how many products state it."""

    value: str
    aliases: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AttributeFacet:
    """`count` products state it. `values` the most frequent ones (at most 300). For a number, `low` and `high` are in `unit`'s base
    (`quantities.parse_quantity`), None for text and flags. `categories` are the leaf categories whose products state it, with how many
    do (at most 100, most first): "20寸" of a suitcase is its size, of a curtain nothing that we know."""

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
    """`aliases` are its names in other languages; `count` its products alive."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str | None
    count: int


@dataclass(frozen=True, slots=True)
class PlaceFacet:
    """A province, city or country, with its translations; `count` suppliers there."""

    name: str
    level: Literal["province", "city", "country"]
    aliases: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Facets:
    """Each list by falling count. `attributes` by name."""

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
    """From the JSON written at ingest; generations made before categories were counted by attribute have none."""
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
    """From `attribute_builder.attribute_facet` and the categories counted beside it."""
    name, kind, count, values, low, high, dimension = stored
    found = tuple(ValueFacet(value, tuple(aliases), number) for value, aliases, number in values)
    return AttributeFacet(name, kind, count, found, low, high, dimension, categories=tuple((leaf, number) for leaf, number in categories))
