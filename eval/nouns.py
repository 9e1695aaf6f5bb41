"""What buyers call the kinds of goods of a store, and when a card is of that kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..catalogue.catalogue import Catalogue
from ..retrievers.lexicon import synonym_groups
from ..schema.product import Product
from ..schema.reading import Language
from ..understanding.language.lexicon import load
from .priced import unit_price

_LONGEST = 24
"""Letters of a name that a buyer would type."""


@dataclass(frozen=True)
class Noun:
    """`word` as a buyer says it; `kind` the last part of the category path that it names; `most` a price with its unit that none of them exceeds."""

    word: str
    language: Language
    kind: str
    most: str

    def names(self, product: Product) -> bool:
        return self.kind in product.category


def nouns(catalogue: Catalogue) -> Iterator[Noun]:
    """By the store's own names of its shelves in either language, by our own lists, and by synonyms; each once."""
    groups = [*(tuple(map(str, group)) for group in load("categories")["groups"]), *synonym_groups()]
    facets, said = [facet for facet in catalogue.facets().categories if facet.leaf], set[str]()
    for facet in facets:
        own = [facet.path[-1], *(path[-1] for path in facet.aliases.values() if path)]
        others = [word for group in groups if {*map(str.casefold, group[:2])} & {*map(str.casefold, own)} for word in group]
        for word in dict.fromkeys((*own, *others)):
            if word.casefold() not in said and len(word) <= _LONGEST:
                said.add(word.casefold())
                yield Noun(word.replace("_", " "), "en" if word.isascii() else "zh", facet.path[-1], "")


def priced(noun: Noun, found: list[Product], say: Callable[[float, str], str]) -> Noun:
    """With a price that none of the products `found` exceeds, in their currency; `say` words it."""
    prices = [float(unit_price(product)) for product in found]
    most = max(prices, default=100.0) * 1.5 + 1
    return Noun(noun.word, noun.language, noun.kind, say(round(most), found[0].currency if found else "CNY"))
