"""Fictional brands, each with its categories and price level."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from .words import Value, load

PRICE = {"value": 0.84, "mid": 1.0, "premium": 1.42}
UNBRANDED = 0.86
# How often each kind of brand is drawn: premium goods are few.
COMMON = {"value": 1.3, "mid": 1.0, "premium": 0.4}


@dataclass(frozen=True)
class Brand:
    """A fictional brand; `positioning` is value, mid or premium."""

    id: str
    zh: str
    en: str
    positioning: str
    categories: tuple[str, ...]
    materials: frozenset[str] = frozenset()

    def carries(self, values: Mapping[str, Value]) -> bool:
        """True if goods with these attributes fit the brand's materials."""
        return not self.materials or any(isinstance(one, str) and one in self.materials for one in values.values())

    @property
    def factor(self) -> float:
        """The price factor of the brand."""
        return PRICE[self.positioning]


def load_brands() -> tuple[Brand, ...]:
    """All brands of `brands.yaml`."""
    rows = load("brands")["brands"]
    return tuple(_brand(row) for row in rows)


def _brand(row: Mapping[str, Any]) -> Brand:
    materials = frozenset(row.get("materials", ()))
    return Brand(row["id"], row["zh"], row["en"], row["positioning"], tuple(row["categories"]), materials)


def draw_brand(rng: Random, brands: tuple[Brand, ...], category: str, share: float = 0.62) -> Brand | None:
    """A brand that sells in the category, or None: about a third of wholesale goods have no brand."""
    sellers = [brand for brand in brands if category in brand.categories]
    if not sellers or rng.random() >= share:
        return None
    return rng.choices(sellers, [COMMON[brand.positioning] for brand in sellers])[0]
