"""The words of the goods in hand, where a catalogue has more attributes than a reader knows by single words and by their values.

"Rechargeable", "bagless" or "impedance" mean nothing among 5,000 columns that sellers invented, and one thing among what twenty shavers state.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ...catalogue.facets import AttributeFacet, Facets, ValueFacet
from ...schema.product import AttributeValue, Product
from ...understanding.language.atom import keys
from ...understanding.language.lexicon import lexicon
from ...understanding.reader import Reader
from ...understanding.vocabulary.vocabulary import Vocabulary
from .stance import stance

_LONGEST = 8
"""Atoms of a value that is a kind ("Lithium-Ion (Li-Ion)"); longer ones are descriptions, and a word of them is nothing that one can ask for."""
_USUAL = 0.5
"""Share of the goods in hand that state what a unit alone may mean."""


def kinds(products: Sequence[Product], facets: Facets) -> tuple[AttributeFacet, ...]:
    """The attributes that they state, each with the kinds among the values that they state, but those of certificates (standards.py checks them)."""
    stated = Counter(name for product in products for name in product.attributes if not of_papers(name))
    known = {facet.name: facet for facet in facets.attributes if facet.name in stated}
    return tuple(_kind(facet, products, stated[name]) for name, facet in sorted(known.items(), key=lambda pair: (-stated[pair[0]], pair[0])))


def usual(attributes: Sequence[AttributeFacet]) -> frozenset[str]:
    """Those that half of the goods in hand state, as far as can be told by the one that most of them do: the only ones that a unit alone can mean.
    "At least 24 inches" of a monitor is not the print length of three printers among them."""
    most = max((facet.count for facet in attributes), default=0)
    return frozenset(facet.name for facet in attributes if facet.count >= _USUAL * most)


def of_papers(attribute: str) -> bool:
    """Whether it lists what was certified, and isn't a kind called after a standard (`cable_standard`)."""
    return any(stem in attribute for stem in stance()["papers"])


def _kind(facet: AttributeFacet, products: Sequence[Product], count: int) -> AttributeFacet:
    own = Counter(text for product in products for text in _texts(product.attributes.get(facet.name)))
    aliases = {value.value: value.aliases for value in facet.values}
    values = tuple(ValueFacet(text, aliases.get(text, ()), number) for text, number in own.most_common() if _is_kind(text))
    return replace(facet, count=count, values=values, categories=())


def _texts(value: AttributeValue | None) -> Iterable[str]:
    return (str(each) for each in (value if isinstance(value, tuple) else (value,)) if each is not None)


def _is_kind(text: str) -> bool:
    """Whether it is short, and no word that means something of its own to a reader ("A", "Y", "photo")."""
    path = keys(text)
    return 0 < len(path) <= _LONGEST and "\\n" not in text and not (len(text) == 1 or lexicon().grammar.get(text))


@lru_cache(maxsize=8)
def reader_of(vocabulary: Vocabulary, attributes: tuple[AttributeFacet, ...]) -> Reader:
    """A reader that knows these attributes alone, and by all their words."""
    return Reader(Vocabulary.of(replace(vocabulary.facets, attributes=attributes, suppliers=(), places=())))
