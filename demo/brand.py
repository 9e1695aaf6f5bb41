"""Brands: fictional, each with the categories that it sells in and where it stands on price."""

from dataclasses import dataclass
from random import Random

from .words import load

PRICE = {"value": 0.84, "mid": 1.0, "premium": 1.42}
UNBRANDED = 0.86


@dataclass(frozen=True)
class Brand:
    """A fictional brand; `positioning` is value, mid or premium."""

    id: str
    zh: str
    en: str
    positioning: str
    categories: tuple[str, ...]

    @property
    def factor(self) -> float:
        """What the name does to a price: a multiple of the category's."""
        return PRICE[self.positioning]


def load_brands() -> tuple[Brand, ...]:
    """Every brand of `brands.yaml`."""
    rows = load("brands")["brands"]
    return tuple(
        Brand(row["id"], row["zh"], row["en"], row["positioning"], tuple(row["categories"])) for row in rows
    )


def draw_brand(rng: Random, brands: tuple[Brand, ...], category: str, share: float = 0.62) -> Brand | None:
    """A brand that sells in the category, or None: about a third of wholesale goods carry no brand."""
    sellers = [brand for brand in brands if category in brand.categories]
    return rng.choice(sellers) if sellers and rng.random() < share else None
