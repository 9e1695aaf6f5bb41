"""Conversations as buyers hold them, about products that are there: each has words of its own, so that no turn is answered from a memory."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Literal, NamedTuple

import yaml

from ..catalogue.catalogue import Catalogue
from ..schema.product import Product
from .broken import unit_price

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
Kind = Literal["search", "refine", "pick", "product question", "compare", "brand", "new topic"]
SEARCHES: tuple[Kind, ...] = ("search", "refine", "new topic")  # kinds that search the catalogue; a brand turn does too, for 60 products
_LONGEST = 16  # letters of an attribute's value that a buyer would type
_FLAGS = frozenset(("Yes", "No", "yes", "no"))

_COURSE: tuple[Kind, ...] = ("search", "refine", "pick", "product question", "compare", "brand", "new topic", "refine")


@cache
def _phrases() -> dict[Language, dict[Kind, list[str]]]:
    loaded: dict[Language, dict[Kind, list[str]]] = yaml.safe_load(files(__package__).joinpath("talk.yaml").read_text("utf-8"))
    return loaded


class Message(NamedTuple):
    kind: Kind
    language: Language
    text: str


class Talk:
    """Makes messages about the products of a catalogue; the same seed makes the same ones. `among` confines the products to some rows."""

    def __init__(self, catalogue: Catalogue, seed: int = 1, among: Sequence[int] | None = None) -> None:
        self.seed, self._catalogue, self._rng = seed, catalogue, Random(seed)
        self._rows = among if among is not None else [row for row, alive in enumerate(catalogue.columns.alive) if alive]

    def conversation(self, language: Language) -> Iterator[Message]:
        """Eight turns: search, refine, pick, question, compare, brand, a new topic, refine."""
        product = self.product(language)
        for kind in _COURSE:
            product = self.product(language) if kind == "new topic" else product
            yield self.message(kind, language, product)

    def message(self, kind: Kind, language: Language, product: Product | None = None, **words: object) -> Message:
        """`words` fill holes of the phrase instead of what the product says."""
        filled = {**self.words(product or self.product(language), language), **words}
        return Message(kind, language, " ".join(self._rng.choice(_phrases()[language][kind]).format(**filled).split()))

    def product(self, language: Language) -> Product:
        """Any that has a category and a title in that language."""
        for _ in range(1000):
            found = self._catalogue.product(self._catalogue.columns.ids[self._rng.choice(self._rows)])
            if found and found.category and (found.lang == language or language in found.translations):
                return found
        raise ValueError(f"no product has texts in {language}")

    def words(self, product: Product, language: Language) -> dict[str, object]:
        """What a buyer says of a product, another time otherwise."""
        text = product.text(language)
        values = [value for value in text.attributes.values() if isinstance(value, str) and 1 < len(value) <= _LONGEST and value not in _FLAGS]
        price = float(unit_price(product))
        return {
            "category": text.category[-1], "value": self._rng.choice(values) if values else "",
            "price": max(1, round(price * self._rng.uniform(1.05, 1.6))), "lower": max(1, round(price * self._rng.uniform(0.9, 1.04))),
            "moq": product.moq or 100, "rating": self._rng.choice(("4", "4.2", "4.5")),
        }  # fmt: skip
