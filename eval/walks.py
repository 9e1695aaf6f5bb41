"""Conversations that visit every category and every intent, for trying what a reply offers next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import cycle
from random import Random

import yaml

from ..catalogue.catalogue import Catalogue
from ..catalogue.conditions import Judge
from ..catalogue.facets import CategoryFacet
from ..schema.condition import Condition
from ..schema.product import Product
from ..schema.reading import Language
from .priced import unit_price

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FLAGS = ("有", "无", "yes", "no")
TURNS = 3  # messages of a conversation after the opening one


@dataclass(frozen=True)
class Walk:
    """A conversation: what it says first, and then one message of each kind."""

    language: Language
    messages: tuple[str, ...]


@cache
def _phrases() -> dict[Language, dict[str, list[str]]]:
    loaded: dict[Language, dict[str, list[str]]] = yaml.safe_load(files(__package__).joinpath("walks.yaml").read_text("utf-8"))
    return loaded


def walks(catalogue: Catalogue, seed: int = 1) -> Iterator[Walk]:
    """One conversation a category and language, the kinds of message in turn, so that each stands behind each."""
    random = Random(seed)
    leaves = [facet for facet in catalogue.facets().categories if facet.leaf]
    random.shuffle(leaves)
    for language in LANGUAGES:
        others = [*(kind for kind in _phrases()[language] if kind != "search"), "nothing", "nothing"]  # where relaxations are offered
        kinds = cycle(random.sample(others, len(others)))
        for facet in leaves:
            holes = _holes(catalogue, facet, random.choice(leaves), language, random)
            course = ["search", *(next(kinds) for _ in range(TURNS))]
            yield Walk(language, tuple(random.choice(_phrases()[language][kind]).format(**holes) for kind in course))
        yield Walk(language, tuple(random.choice(_phrases()[language][kind]) for kind in ("chitchat", "out_of_scope", "chitchat")))


def _holes(catalogue: Catalogue, facet: CategoryFacet, other: CategoryFacet, language: Language, random: Random) -> dict[str, object]:
    products = _products(catalogue, facet)
    prices = sorted(float(unit_price(product)) for product in products)
    texts = random.choice(products).text(language)
    values = [value for value in texts.attributes.values() if isinstance(value, str) and value.casefold() not in _FLAGS]
    brands = [product.text(language).brand for product in products if product.brand]
    certificates = [one.name for product in products for one in product.certifications]
    return {
        "goods": _name(facet, language), "other": _name(other, language),
        "price": round(prices[len(prices) // 2]), "more": round(prices[-1]), "little": max(1, round(prices[0] * 0.6)),
        "value": random.choice(values or [""]), "brand": random.choice(brands or [""]), "certificate": random.choice(certificates or ["CE"]),
    }  # fmt: skip


def _name(facet: CategoryFacet, language: Language) -> str:
    return str(facet.aliases.get(language, facet.path)[-1]).lower()


def _products(catalogue: Catalogue, facet: CategoryFacet) -> list[Product]:
    mask = Judge(catalogue.columns, date.today()).mask([Condition(id="c", field="category", op="=", value=facet.path[-1])])
    return catalogue.products([catalogue.columns.ids[row] for row in mask.nonzero()[0]])
