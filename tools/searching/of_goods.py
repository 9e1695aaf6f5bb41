"""Goods for which the store has no shelf of their own: of a shelf that has others too, those whose titles are called so."""

import re
from collections.abc import Sequence

from ...retrievers.analysis import normalise
from ...schema.candidate import Candidate
from ...schema.need import Need
from ...schema.product import Product
from ...understanding.vocabulary.vocabulary import Vocabulary
from ..shop import Shop
from .called import called, key, translated

_LATIN = re.compile(r"[a-z0-9]+")
_LONGEST = {True: 3, False: 6}
"""Words of a name in Latin letters, characters of another: more is a sentence."""


def of_goods(candidates: Sequence[Candidate], need: Need, shop: Shop) -> tuple[Candidate, ...]:
    """In their order, without what is called otherwise; all of them where none is called so.

    A lamp for projectors is no projector: what a shelf is named after stands before its own name. Where no shelf is known the search went by the
    words, and only that is left out.
    """
    names = names_of(need, shop)
    if not names:
        return tuple(candidates)
    products = {each.id: each for each in shop.catalogue.products([one.product_id for one in candidates])}
    heads = _heads(names, shop.reader.vocabulary)
    told = {known: _called_so(product, names, heads) for known, product in products.items()}
    kept = tuple(one for one in candidates if told.get(one.product_id) or (need.category is None and told.get(one.product_id) is None))
    return kept or tuple(candidates)


def names_of(need: Need, shop: Shop) -> tuple[str, ...]:
    """What the goods are called; () where that is a name of the shelf, or the words are no name."""
    goods = normalise(need.query).strip()
    plain = goods.isascii()
    if not goods or len(_LATIN.findall(goods) if plain else goods) > _LONGEST[plain]:
        return ()
    facet = next((each for each in shop.reader.vocabulary.facets.categories if each.path[-1] == need.category), None)
    shelves = [path[-1] for path in (facet.path, *facet.aliases.values()) if path] if facet is not None else []
    if any(key(goods) in key(shelf) or key(shelf) in key(goods) for shelf in shelves):
        return ()
    if need.category is not None and shop.reader.read(goods).category == need.category:
        return ()
    known = called(goods)
    names = (goods, *(known.ways if known is not None else ()), *translated(goods))
    return () if any(key(name) in key(shelf) for name in names for shelf in shelves if name.isascii() is shelf.isascii()) else names


def _heads(names: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The last words of shelves that are named after the goods: lamps, of projector lamps."""
    paths = (path for each in vocabulary.facets.categories for path in (each.path, *each.aliases.values()) if path)
    shelves, own = [key(path[-1]) for path in paths], [key(name) for name in names if name.isascii()]
    return frozenset(shelf.split()[-1] for shelf in shelves for name in own if f" {shelf}".rpartition(" ")[0].endswith(f" {name}"))


def _called_so(product: Product, names: Sequence[str], heads: frozenset[str]) -> bool | None:
    """False where the names only stand before another's; None where they don't stand in a title."""
    titles = {product.title, *(each.title for each in product.translations.values() if each.title)}
    told = [so for title in titles for name in names if (so := has(title, name, heads)) is not None]
    return any(told) if told else None


def has(title: str, name: str, heads: frozenset[str]) -> bool | None:
    """Whether the title says that it is such goods, by one name of theirs."""
    if not name.isascii():
        return True if name in normalise(title) else None
    words, own = key(title).split(), key(name).split()
    behind = [words[at + len(own) :] for at in range(len(words) - len(own) + 1) if words[at : at + len(own)] == own]
    return any(not rest or rest[0] not in heads for rest in behind) if behind else None
