"""A category from the tables: its attributes, prices, claims and typical praise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .words import TABLES, Cell, TableError, cells, load

KINDS = {"*": "subset", "+": "run", "/": "combination"}
Phrases = Mapping[str, tuple[Cell, ...]]


@dataclass(frozen=True)
class Attribute:
    """One attribute. `kind`: single; subset (some, in order); run (neighbours); combination (`秋 + 冬`)."""

    key: str
    kind: str
    choices: tuple[Cell, ...]
    by: str | None = None
    table: Mapping[str, tuple[Cell, ...]] | None = None

    @classmethod
    def parse(cls, name: str, raw: Any) -> "Attribute":
        """Read `color*: [...]`, or `season/: {tog: {0.5: [...]}}` for choices that follow another attribute."""
        key, kind = (name[:-1], KINDS[name[-1]]) if name[-1] in KINDS else (name, "single")
        if not isinstance(raw, dict):
            return cls(key, kind, cells(raw))
        by, rows = next(iter(raw.items()))
        return cls(key, kind, (), by, {str(value): cells(choices) for value, choices in rows.items()})


@dataclass(frozen=True)
class Category:
    """A category. `price`: CNY a unit at the first tier, before the factors of attributes and brand."""

    id: str
    zh: tuple[str, str]
    en: tuple[str, str]
    count: int
    price: tuple[float, float]
    moq: tuple[int, ...]
    unit: Cell
    nouns: tuple[Cell, ...]
    audience: tuple[Cell, ...]
    headline: str
    attributes: tuple[Attribute, ...]
    spec: tuple[Cell, ...]
    features: tuple[Cell, ...]
    leads: tuple[Cell, ...]
    certificates: Mapping[str, float]
    praise: Phrases
    complain: Phrases


def _phrases(raw: Mapping[str, list[str]]) -> Phrases:
    return {lang: cells(raw[lang]) for lang in ("zh", "en")}


def _category(row: Mapping[str, Any], spec: Mapping[str, Any]) -> Category:
    low, high = spec["price"]
    return Category(
        id=row["id"],
        zh=(row["zh"][0], row["zh"][1]),
        en=(row["en"][0], row["en"][1]),
        count=spec["count"],
        price=(float(low), float(high)),
        moq=tuple(spec["moq"]),
        unit=Cell.parse(spec["unit"]),
        nouns=cells(spec["nouns"]),
        audience=cells(spec.get("audience", [])),
        headline=spec.get("headline", "material"),
        attributes=tuple(Attribute.parse(name, raw) for name, raw in spec["attributes"].items()),
        spec=cells(spec.get("spec", [])),
        features=cells(spec["features"]),
        leads=cells(spec["leads"]),
        certificates=spec.get("certificates", {}),
        praise=_phrases(spec["praise"]),
        complain=_phrases(spec["complain"]),
    )


def load_categories() -> tuple[Category, ...]:
    """All categories of `categories.yaml`, each with its entry under `tables/products`. Raises TableError."""
    specs: dict[str, Any] = {}
    for path in sorted((TABLES / "products").glob("*.yaml")):
        specs.update(load(f"products/{path.stem}"))
    rows = load("categories")["categories"]
    missing = [row["id"] for row in rows if row["id"] not in specs]
    if missing:
        raise TableError(f"no entry under tables/products for: {', '.join(missing)}")
    try:
        return tuple(_category(row, specs[row["id"]]) for row in rows)
    except KeyError as error:
        raise TableError(f"a category under tables/products lacks {error}") from error
