"""Questions that leave more products, conditions loosened or given up, or that lead to other shelves."""

from collections.abc import Iterator, Sequence

from ...catalogue.facets import CategoryFacet
from ...schema.condition import Condition
from ...schema.need import Need
from ..searching.relax import KEPT, moved, relaxed
from ..wording.names import uncapitalised
from .narrow import priced, rounded
from .situation import Proposal, Situation

STEPS = (1.25, 1.5, 2.0)


def widen(now: Situation) -> Iterator[Proposal]:
    """What was offered where nothing met all, then each condition loosened or dropped."""
    for relaxation in now.relaxations:
        if relaxation.say:
            yield _of(relaxation.say, relaxation.remove, now.need)
    for condition in _loosest(now.need):
        if _rises(condition, now):
            yield from _dearer(condition, now)
        dropped = now.wording.say("suggest.drop", label=now.wording.label(condition.field))
        yield Proposal("widen", dropped, compare="more", lifts=condition.field, group=condition.field)


def categories(now: Situation) -> Iterator[Proposal]:
    """Shelves to begin with, where nothing is talked about: two to look at, one to choose on; others after each reply."""
    leaves = [facet for facet in now.shop.catalogue.facets().categories if facet.leaf and facet.path[-1] != now.need.category]
    start = len(now.shown) * 3 % max(1, len(leaves))
    shelves = [category_name(facet, now.wording.language) for facet in (*leaves[start:], *leaves[:start])[:12]]
    looks = [Proposal("widen", now.wording.say("suggest.category", category=name), opens=True) for name in shelves]
    picks = [Proposal("decide", now.wording.say("suggest.pick", what=name), intents=("pick",), opens=True) for name in shelves]
    yield from (*looks[:2], *picks[2:3], *picks[:2], *looks[2:])


def category_name(facet: CategoryFacet, language: str) -> str:
    return uncapitalised(facet.aliases.get(language, facet.path)[-1])


def _of(say: str, remove: Sequence[str], need: Need) -> Proposal:
    """A relaxation has been tried already: what it changes is what it may change."""
    return Proposal("widen", say, compare="more", relaxes=tuple(one.field for one in need.conditions if one.id in remove))


def _rises(condition: Condition, now: Situation) -> bool:
    """Whether a higher bound in the catalogue's currency may bring more."""
    own = {offer.product.currency for offer in now.listed}
    return condition.field == "price" and condition.op in ("<=", "<") and (not own or condition.unit in (None, *own))


def _dearer(condition: Condition, now: Situation) -> Iterator[Proposal]:
    nearest = now.shop.retriever.nearest(relaxed(now.need, [condition.id]), condition, today=now.today)
    bounds = [rounded(float(condition.value) * step) for step in STEPS]  # type: ignore[arg-type]  # a price bound is a number
    if nearest is not None and not now.total:
        bounds = [one for one in bounds if one >= nearest] or [int(float(str(moved(condition, nearest).value)))]
    for price in bounds:
        yield Proposal("widen", priced("suggest.widen_price", price, now), compare="more", sets="price", group="price")


def _loosest(need: Need) -> Sequence[Condition]:
    return sorted((one for one in need.hard if one.field not in KEPT), key=lambda condition: (condition.field != "price", condition.field))


def siblings(now: Situation) -> Iterator[Proposal]:
    """Neighbouring categories: those under the same parent."""
    own = next((offer.product.category for offer in now.listed if now.need.category in offer.product.category), ())
    for facet in now.shop.catalogue.facets().categories:
        if len(own) > 1 and facet.path[:-1] == own[:-1] and facet.path[-1] != own[-1]:
            yield Proposal("widen", now.wording.say("suggest.category", category=category_name(facet, now.wording.language)), opens=True)
