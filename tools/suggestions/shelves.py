"""Other shelves of the catalogue: neighbours of the one in hand, and those to begin with where nothing is on the table."""

from collections.abc import Iterator

import numpy as np

from ...catalogue.columns import MONEY_SCALE
from ...catalogue.conditions import Judge
from ...catalogue.facets import CategoryFacet
from ...schema.condition import Condition
from ..wording.capitals import uncapitalised
from .narrow import priced, rounded
from .situation import Proposal, Situation

MOST = 12
"""Shelves that are tried; each reply begins with others."""
APART = 3
"""Shelves from the one that is only looked at to the one that is narrowed or chosen on: three suggestions are about three."""


def siblings(now: Situation) -> Iterator[Proposal]:
    """Goods asked for beside these, then neighbouring categories: those under the same parent."""
    facets = {facet.path[-1]: facet for facet in now.shop.catalogue.facets().categories if facet.leaf}
    yield from (_look(facets[one.category], now) for one in now.need.waiting if one.category in facets)
    own = next((offer.product.category for offer in now.listed if now.need.category in offer.product.category), ())
    for facet in now.shop.catalogue.facets().categories:
        if len(own) > 1 and facet.path[:-1] == own[:-1] and facet.path[-1] != own[-1]:
            yield _look(facet, now)


def told_of(now: Situation) -> Iterator[Proposal]:
    """The goods that the guide which answered is about, with the buyer's conditions."""
    for facet in now.shop.catalogue.facets().categories:
        if facet.leaf and facet.path[-1] == now.told_of:
            if now.need.active:
                said = now.wording.listed([_name(facet, now), *(now.wording.condition(one) for one in now.need.active)], "comma")
                yield Proposal("widen", said[:1].upper() + said[1:], opens=True)
            yield _look(facet, now)


def looks(now: Situation) -> Iterator[Proposal]:
    """A shelf to look at."""
    yield from (_look(facet, now) for facet in _shelves(now))


def picks(now: Situation) -> Iterator[Proposal]:
    """How to choose on a shelf."""
    for facet in _shelves(now, APART - 1):
        yield Proposal("decide", now.wording.say("suggest.pick", what=_name(facet, now)), intents=("pick",), opens=True)


def beginnings(now: Situation) -> Iterator[Proposal]:
    """The cheaper half of a shelf: a condition to begin with, where no list is there to be narrowed."""
    for facet in () if now.listed else _shelves(now, APART):
        price = _median(facet, now)
        if price is not None:
            text = priced("suggest.shelf_price", rounded(price), now, category=_name(facet, now))
            yield Proposal("narrow", text[:1].upper() + text[1:], sets="price", opens=True)


def _look(facet: CategoryFacet, now: Situation) -> Proposal:
    return Proposal("widen", now.wording.say("suggest.category", category=_name(facet, now)), opens=True)


def _shelves(now: Situation, skip: int = 0) -> Iterator[CategoryFacet]:
    """Those that what is on the table lies on, and their neighbours; where nothing is, the one talked about, or those where a word of the need is
    at home; then any."""
    home = None if now.listed else now.need.category or now.told_of
    leaves = [facet for facet in now.shop.catalogue.facets().categories if facet.leaf and (home or facet.path[-1] != now.need.category)]
    start = (len(now.shown) * APART + skip) % max(1, len(leaves))
    own = {offer.product.category for offer in now.listed}
    above = {path[:-1] for path in own}
    near = sorted((facet for facet in leaves if facet.path[:-1] in above), key=lambda facet: facet.path not in own)
    if home:
        above = {facet.path[:-1] for facet in leaves if facet.path[-1] == home}
        near = sorted((facet for facet in leaves if facet.path[:-1] in above), key=lambda facet: facet.path[-1] != home)
    elif not now.listed and now.need.query:
        homes = [leaf for one in now.shop.retriever.mentioned(now.need.query, now.need.language) for leaf, _ in one.shelves]
        near = sorted((facet for facet in leaves if facet.path[-1] in homes), key=lambda facet: homes.index(facet.path[-1]))
    return iter(list({facet.path: facet for facet in (*near, *leaves[start:], *leaves[:start])}.values())[:MOST])


def _name(facet: CategoryFacet, now: Situation) -> str:
    return uncapitalised(now.wording.word("category", facet.path[-1]))


def _median(facet: CategoryFacet, now: Situation) -> float | None:
    columns = now.shop.catalogue.columns
    shelf = Judge(columns, now.today).mask([Condition(id="shelf", field="category", op="=", value=facet.path[-1])])
    prices = columns.unit_prices()[shelf]
    known = prices[prices >= 0]
    return float(np.median(known)) / MONEY_SCALE if len(known) else None
