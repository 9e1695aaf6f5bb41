"""Which of the catalogue's brands and products a sentence names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ...catalogue.facets import Facets
from ...understanding.vocabulary.spoken import spoken

_SHORTEST = 8
"""Letters of a title that is more than the name of a kind of goods."""


def named(text: str, facets: Facets, titles: Iterable[str]) -> tuple[str, ...]:
    """Brands as they are spelled (a sharp knife is none of Sharp's), Latin ones as whole words; products by their whole titles."""
    called = (facet for facet in facets.brands if not spoken(facet.name))  # or a brand "best" would be what half of the web speaks of
    brands = (facet.name for facet in called if any(_stands(name, text) for name in (facet.name, *facet.aliases.values())))
    low = text.casefold()
    return (*brands, *(title for title in titles if len(title) >= _SHORTEST and title.casefold() in low))


def _stands(name: str, text: str) -> bool:
    return bool(name) and name in text and (not name.isascii() or _whole(name).search(text) is not None)


@lru_cache(maxsize=4096)
def _whole(name: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])")
