"""Words of a search that only a brand's name happens to hold: 云朵 of a wish for cloud-like bags, in bags by 眠云朵."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ...schema.product import Product, Translation
from ..wording.glossary import CHINESE


def without_chance_hits(query: str, quotes: Sequence[str], products: Iterable[Product]) -> str:
    """`query` without those words of `quotes` that stand in brands of `products` and in nothing else that is said of any of them; as it is where no
    other is left."""
    words = [word for word in query.split() if any(word.casefold() in quote.casefold() for quote in quotes)]
    chance = _in_brands(words, products) if words else frozenset()
    return " ".join(word for word in query.split() if word not in chance) or query


def _in_brands(words: Sequence[str], products: Iterable[Product]) -> frozenset[str]:
    named, told = set[str](), set[str]()
    for product in products:
        brands = [brand for brand in (product.brand, *(text.brand for text in product.translations.values())) if brand]
        named |= {word for word in words if any(_holds(brand, word) for brand in brands)}
        told |= {word for word in words if any(_holds(_without(text, brands), word) for text in _texts(product))}
    return frozenset(named - told)


def _texts(product: Product) -> Iterator[str]:
    texts: tuple[Product | Translation, ...] = (product, *product.translations.values())
    for text in texts:
        yield from (text.title or "", text.description or "", *text.category, *map(str, text.attributes.values()))


def _without(text: str, brands: Sequence[str]) -> str:
    for brand in brands:
        text = re.sub(re.escape(brand), " ", text, flags=re.IGNORECASE)
    return text


def _holds(text: str, word: str) -> bool:
    edge = "" if CHINESE.search(word) else r"\b"
    return re.search(rf"{edge}{re.escape(word)}{edge}", text, re.IGNORECASE) is not None
