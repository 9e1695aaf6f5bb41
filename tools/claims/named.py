"""Which of the catalogue's brands, products and suppliers a sentence names."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...catalogue.facets import Facets
from ...understanding.language.whole_word import has_word
from ...understanding.vocabulary.spoken import spoken
from ...understanding.vocabulary.vocabulary import Vocabulary

_SHORTEST = 8
"""Letters of a title that is more than the name of a kind of goods."""


def named(text: str, facets: Facets, titles: Iterable[str]) -> tuple[str, ...]:
    """Brands as they are spelled (a sharp knife is none of Sharp's), Latin ones as whole words; products by their whole titles."""
    low = text.casefold()
    return (*_brands(text, facets), *(title for title in titles if len(title) >= _SHORTEST and title.casefold() in low))


def parties(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Brands and suppliers."""
    yield from _brands(text, vocabulary.facets)
    low = text.casefold()
    yield from (name for name, called in _suppliers(vocabulary) if any(each in low for each in called))


def _brands(text: str, facets: Facets) -> Iterator[str]:
    found = (facet for facet in facets.brands if has_word(facet.name, text) or any(has_word(name, text) for name in facet.aliases.values()))
    return (facet.name for facet in found if not spoken(facet.name))  # or a brand "best" would be what half of the web speaks of


@lru_cache(maxsize=8)
def _suppliers(vocabulary: Vocabulary) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each with its names in all languages, as they are compared."""
    return tuple((each.name, tuple(name.casefold() for name in (each.name, *each.aliases) if name)) for each in vocabulary.facets.suppliers)
