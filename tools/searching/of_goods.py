"""Goods for which the store has no shelf of their own: of a shelf that has others too, those whose titles are called so."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ...catalogue.catalogue import Catalogue
from ...retrievers.analysis import normalise, stem
from ...schema.candidate import Candidate
from ...schema.need import Need
from ...schema.product import Product
from ...understanding.vocabulary.vocabulary import Vocabulary
from .called import called, translated

_LATIN = re.compile(r"[a-z0-9]+")
_LONGEST = {True: 3, False: 6}
"""Words of a name in Latin letters, characters of another: more is a sentence."""


def of_goods(candidates: Sequence[Candidate], names: Sequence[str], catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[Candidate, ...]:
    """In their order, without what is called otherwise than by these names; all of them where none is called so.

    A lamp for projectors is no projector: what a shelf is named after stands before its own name.
    """
    products = {each.id: each for each in catalogue.products([one.product_id for one in candidates])}
    heads = _heads(names, vocabulary)
    so = tuple(one for one in candidates if one.product_id in products and _called_so(products[one.product_id], names, heads))
    return so or tuple(candidates)


def names_of(need: Need, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What the goods are called; () where the shelf is called so, or the words are no name."""
    goods = normalise(need.query).strip()
    plain = goods.isascii()
    if not goods or len(_LATIN.findall(goods) if plain else goods) > _LONGEST[plain]:
        return ()
    facet = next((each for each in vocabulary.facets.categories if each.path[-1] == need.category), None)
    shelves = [path[-1] for path in (facet.path, *facet.aliases.values()) if path] if facet is not None else []
    if any(_key(goods) in _key(shelf) or _key(shelf) in _key(goods) for shelf in shelves):
        return ()
    known = called(goods)
    names = (goods, *(known.ways if known is not None else ()), *translated(goods))
    return () if any(_key(name) in _key(shelf) for name in names for shelf in shelves if name.isascii() is shelf.isascii()) else names


def _heads(names: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The last words of shelves that are named after the goods: lamps, of projector lamps."""
    paths = (path for each in vocabulary.facets.categories for path in (each.path, *each.aliases.values()) if path)
    shelves, own = [_key(path[-1]) for path in paths], [_key(name) for name in names if name.isascii()]
    return frozenset(shelf.split()[-1] for shelf in shelves for name in own if f" {shelf}".rpartition(" ")[0].endswith(f" {name}"))


def _called_so(product: Product, names: Sequence[str], heads: frozenset[str]) -> bool:
    titles = {product.title, *(each.title for each in product.translations.values() if each.title)}
    return any(_has(title, name, heads) for title in titles for name in names)


def _has(title: str, name: str, heads: frozenset[str]) -> bool:
    if not name.isascii():
        return name in normalise(title)
    words, own = _key(title).split(), _key(name).split()
    places = (at for at in range(len(words) - len(own) + 1) if words[at : at + len(own)] == own)
    return any(at + len(own) == len(words) or words[at + len(own)] not in heads or words[at + len(own)] in own for at in places)


@lru_cache(maxsize=4096)
def _key(words: str) -> str:
    plain = normalise(words)
    return " ".join(stem(word) for word in _LATIN.findall(plain)) if plain.isascii() else plain
