"""Whether a product's own words have what was asked for in words that no field is for."""

from functools import lru_cache

from ...retrievers.analysis import all_words, words
from ...schema.product import Product
from ...understanding.language.text import language_of


def worded(product: Product, language: str) -> tuple[str, ...]:
    """Title, description, brand and attributes, as they were written and in the buyer's language."""
    own = product.text(language)
    stated = (str(value) for attributes in (product.attributes, own.attributes) for value in attributes.values())
    every = (product.title, product.description, own.title, own.description, own.brand, *stated)
    return tuple(dict.fromkeys(each for each in every if each))


def writes(text: str, asked: str) -> bool:
    """Whether the text is in the language of what is asked, so that its silence tells something."""
    return language_of(text) == language_of(asked)


def has_words(product: Product, asked: str, language: str) -> bool:
    """Whether every word that carries meaning stands in them."""
    wanted = {word.term for word in words(asked)}
    return bool(wanted) and wanted <= set().union(*map(_terms, worded(product, language)))


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(term for word in all_words(text) for term in (word.term, *word.parts))
