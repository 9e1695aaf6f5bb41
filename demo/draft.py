"""A product being made: all that was drawn for it, before it becomes a record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from .attributes import Drawn, as_text
from .brand import Brand
from .category import Category
from .certificates import Certificate
from .supplier import Supplier
from .words import Cell

SMALL_WORDS = {"and", "or", "with", "for", "to", "of", "in", "the", "by", "from", "into", "on", "without", "as"}


@dataclass
class Draft:
    """A product being made. `quality`, 0 to 1, decides its reviews; `missing`: fields left out; `origin`: id of the goods, since other sellers of the
    same goods describe them alike."""

    id: str
    category: Category
    brand: Brand | None
    supplier: Supplier
    drawn: Drawn
    features: list[Cell]
    first_price: Decimal
    moq: int
    quality: float
    certificates: list[Certificate]
    missing: set[str] = field(default_factory=set)
    origin: str = ""

    def cells(self, choices: Iterable[Cell]) -> list[Cell]:
        """The cells whose condition the product's attributes meet."""
        return [cell for cell in choices if cell.fits(self.drawn.zh)]

    def attribute_slots(self, rng: Random, lang: str) -> dict[str, str]:
        """Attribute key -> words for a sentence; of a list one value."""
        values = self.drawn.zh if lang == "zh" else self.drawn.en
        words = {key: as_text(rng, key, value, lang) for key, value in values.items()}
        return {key: _spoken(key, word, lang) for key, word in words.items()}


def _spoken(key: str, word: str, lang: str) -> str:
    if lang == "zh":
        return f"{word}季" if key == "season" and len(word) == 1 else word
    return word.lower().replace("all-season", "all seasons") if key == "season" else lower(word)


def lower(text: str) -> str:
    """An English value inside a sentence: `Organic cotton` -> `organic cotton`; `PPSU`, `IPX4`, `S (0-6M)` stay."""
    first = text.split(" ")[0].split("-")[0].split("/")[0]
    plain = len(first) > 1 and first[1:].islower() and first.isalpha()
    return text[:1].lower() + text[1:] if plain and first not in KEEP else text


KEEP = {"Merino", "Gasket", "Torx", "Type", "Lycra", "Bluetooth", "Samsung", "Huawei", "Xiaomi", "Oxford"}
UNITS = {"mm", "cm", "m", "ml", "g", "kg", "gsm", "mAh", "x", "h"}


def title_case(text: str) -> str:
    """An English value inside a title: `Two-way zip` -> `Two-Way Zip`; small words, units and names like iPhone stay."""
    return " ".join(_capital(word) for word in text.split(" "))


def _capital(word: str) -> str:
    if word in UNITS or word.lower() in SMALL_WORDS or any(letter.isupper() for letter in word[1:]):
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
