"""Attributes of a product, drawn from its category: Chinese and English values, and their effect on the price."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from .category import Attribute, Category
from .words import Cell, Value, scalar, weighted


@dataclass
class Drawn:
    """Attribute values in both languages under the same keys; `factor` multiplies the category's price."""

    zh: dict[str, Value] = field(default_factory=dict)
    en: dict[str, Value] = field(default_factory=dict)
    factor: float = 1.0

    def drop(self, key: str) -> None:
        """Remove an attribute that the seller doesn't state; its effect on the price stays."""
        self.zh.pop(key, None)
        self.en.pop(key, None)


def _subset(rng: Random, choices: tuple[Cell, ...]) -> list[Cell]:
    size = rng.randint(min(2, len(choices)), min(5, len(choices)))
    chosen = sorted(rng.sample(range(len(choices)), size))
    return [choices[index] for index in chosen]


def _run(rng: Random, choices: tuple[Cell, ...]) -> list[Cell]:
    size = rng.randint(min(2, len(choices)), len(choices))
    start = rng.randint(0, len(choices) - size)
    return list(choices[start : start + size])


def _values(rng: Random, kind: str, choices: tuple[Cell, ...]) -> tuple[Value, Value, float]:
    if kind in ("subset", "run"):
        picked = (_subset if kind == "subset" else _run)(rng, choices)
        return [scalar(cell.zh) for cell in picked], [scalar(cell.en) for cell in picked], 1.0
    cell = weighted(rng, choices)
    if kind == "combination":
        return list(cell.zh.split(" + ")), list(cell.en.split(" + ")), cell.number(2)
    return scalar(cell.zh), scalar(cell.en), cell.number(2)


def _choices(attribute: Attribute, zh: Mapping[str, Value]) -> tuple[Cell, ...]:
    found = attribute.choices
    if attribute.by and attribute.table:
        found = attribute.table.get(_row(zh.get(attribute.by)), attribute.table.get("else", ()))
    return tuple(cell for cell in found if cell.fits(zh))


def _row(value: Value | None) -> str:
    return " + ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def draw_attributes(rng: Random, category: Category) -> Drawn:
    """Draw all attributes of the category; one that depends on another comes after it."""
    drawn = Drawn()
    for attribute in category.attributes:
        choices = _choices(attribute, drawn.zh)
        if choices:
            zh, en, factor = _values(rng, attribute.kind, choices)
            drawn.zh[attribute.key], drawn.en[attribute.key] = zh, en
            drawn.factor *= factor
    return drawn


def as_text(rng: Random, key: str, value: Value, lang: str) -> str:
    """An attribute as a phrase: seasons joined (秋冬, autumn/winter), of another list one value."""
    if not isinstance(value, list):
        return str(value)
    if key == "season":
        return _seasons([str(item) for item in value], lang)
    return str(rng.choice(value)) if value else ""


def _seasons(names: list[str], lang: str) -> str:
    if len(names) == 4:
        return "四季" if lang == "zh" else "All-Season"
    return "".join(names) if lang == "zh" else " and ".join((", ".join(names[:-1]), names[-1]) if names[1:] else names)
