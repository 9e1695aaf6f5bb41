"""A store's words as grounding asks for them."""

from collections.abc import Sequence
from functools import cache, partial

from ...dialogue.grounding import Money
from ...dialogue.linking import SEASON, Linked
from ..shop import Shop
from .exchange import worth
from .probing import Probing
from .wish import wish

LOOKED = 20
"""Products that a search for a model's number may bring."""


def linked(shop: Shop, known: Sequence[str] = (), sought: Sequence[tuple[str | None, str]] = ()) -> Linked:
    """In a conversation about some of its shelves (`known`), after lists of these (`sought`); what no shelf is called is looked for."""
    probing = cache(partial(Probing, shop))  # one search, whatever is asked of the same words
    return Linked(
        shop.reader,
        known,
        lambda goods: probing(goods).found.kind,
        shop.meanings.nearest,
        sought,
        shop.meanings.field,
        lambda words: probing(words).titled,
        shop.meanings.alike,
        shop.meanings.shelf,
        lambda words: _modelled(words, shop),
        lambda words: probing(words).within,
        lambda words: probing(words).homes,
        lambda category: _cases(category, shop),
    )


def _cases(category: str | None, shop: Shop) -> frozenset[str]:
    """What guides for such goods tell cases by, of what is measured, and season, which a temperature tells."""
    own = (guide for guide in shop.catalogue.guides() if category in guide.category)
    told = [(name, value) for guide in own for criterion in guide.criteria for name, value in criterion.when.items()]
    measured = {name for name, value in told if all(isinstance(one, (int, float)) for one in (value if isinstance(value, list) else [value]))}
    return frozenset(measured | {name for name, _ in told if name == SEASON})


def _modelled(words: str, shop: Shop) -> tuple[str | None, ...]:
    """The shelves of products whose title has the number of the model, the nearest first."""
    found = shop.retriever.search(words, LOOKED).candidates
    named = [product for product in shop.catalogue.products([one.product_id for one in found]) if wish(words).names(product.title)]
    return tuple(dict.fromkeys(product.category[-1] if product.category else None for product in named))


def money(shop: Shop, *, published: bool = True) -> Money:
    """The currency that most of the store's prices are in, and what others are worth in it; what is paid is reckoned by the shop's own rates alone,
    without those `published`."""
    own = next((currency for currency, _ in shop.catalogue.facets().currencies), "CNY")
    return own, worth(own, shop.settings.rates, published=published)
