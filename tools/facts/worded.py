"""Whether a product's own words have what was asked for in words that no field is for."""

from functools import lru_cache

from ...retrievers.analysis import all_words, stem, words
from ...retrievers.dictionary import into_chinese, into_english
from ...retrievers.lexicon import synonym_groups
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


def tells_of(product: Product, asked: str, language: str) -> bool:
    """The same, in whichever language they are written."""
    return any(has_words(product, each, language) for each in in_both(asked))


def is_silent(product: Product, asked: str, language: str) -> bool:
    """Whether its own words are in the language of what is asked and have it in neither."""
    return any(writes(each, asked) for each in worded(product, language)) and not tells_of(product, asked, language)


@lru_cache(maxsize=1024)
def in_both(asked: str) -> tuple[str, ...]:
    """What is asked, and what it is called in the other language."""
    own = asked.removesuffix("的").removesuffix("款") or asked
    named = into_english(own) if language_of(asked) == "zh" else into_chinese(tuple(map(stem, asked.casefold().split())))
    groups = (group for group in synonym_groups() if {asked.casefold(), own.casefold()} & {*group})
    return tuple(dict.fromkeys((asked, own, *named, *(each for group in groups for each in group))))


def says(text: str, asked: str) -> bool:
    """Whether every word of what is asked that carries meaning stands in the text."""
    wanted = {word.term for word in words(asked)}
    return bool(wanted) and wanted <= _terms(text)


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(term for word in all_words(text) for term in (word.term, *word.parts))
