"""Whether a product's own words have what was asked for in words that no field is for."""

from functools import lru_cache

from ...retrievers.analysis import all_words, stem, words
from ...retrievers.dictionary import into_chinese
from ...retrievers.lexicon import groups_by_word
from ...schema.product import Product
from ...understanding.language.text import language_of
from ...understanding.vocabulary.concepts import concepts


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
    texts = worded(product, language)
    signs = [each for each in in_both(asked) if language_of(each) == "zh" and len(each) > 1]  # however a text of signs is cut into words
    return any(each in text for each in signs for text in texts) or any(has_words(product, each, language) for each in in_both(asked))


def is_silent(product: Product, asked: str, language: str) -> bool:
    """Whether it is told of in the language of what is asked, and nowhere of that."""
    titles = (product.title, product.text(language).title)
    return any(title and writes(title, asked) for title in titles) and not tells_of(product, asked, language)


@lru_cache(maxsize=1024)
def in_both(asked: str) -> tuple[str, ...]:
    """What is asked, without what it doesn't carry its meaning by (小接收器), and what it is called otherwise, in either language."""
    own = asked.casefold().removesuffix("的").removesuffix("款") or asked
    long = "".join(word.term for word in words(own) if len(word.term) > 1) if language_of(asked) == "zh" else ""
    said = dict.fromkeys(each for each in (asked, own, long) if each)
    groups = [group for group in _values() if not said.keys().isdisjoint(group)]
    groups += [groups_by_word()[each] for each in said if each in groups_by_word()]
    if len(own) == 1 and not groups:  # 皮, of 皮革
        groups = [group for group in _values() if any(len(each) == 2 and each.startswith(own) for each in group)]
    named = into_chinese(tuple(map(stem, asked.casefold().split()))) if asked.isascii() and not groups else ()
    return tuple(dict.fromkeys((*said, *(each for group in groups for each in group), *named)))


@lru_cache(maxsize=1)
def _values() -> tuple[tuple[str, ...], ...]:
    return tuple(group.words for concept in concepts() for group in concept.groups.values())


def says(text: str, asked: str) -> bool:
    """Whether every word of what is asked that carries meaning stands in the text."""
    wanted = {word.term for word in words(asked)}
    return bool(wanted) and wanted <= _terms(text)


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(term for word in all_words(text) for term in (word.term, *word.parts))
