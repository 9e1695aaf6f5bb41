"""Questions that leave more products: conditions loosened or given up."""

from collections.abc import Iterator, Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ..searching.relax import kept, moved, relaxed
from .narrow import priced, rounded
from .situation import Proposal, Situation

STEPS = (1.25, 1.5, 2.0)
ENOUGH = 5
"""Products from which on nobody wants a condition that was just stated given up."""


def widen(now: Situation) -> Iterator[Proposal]:
    """What was offered where nothing met all, then each condition loosened or dropped."""
    for relaxation in now.relaxations:
        if relaxation.say:
            yield _of(relaxation.say, relaxation.remove, now.need)
    for condition in _loosest(now.need) if now.total < ENOUGH else ():
        if _rises(condition, now):
            yield from _dearer(condition, now)
        dropped = now.wording.say("suggest.drop", label=now.wording.label(condition.field))
        yield Proposal("widen", dropped, compare="more", lifts=condition.field, group=condition.field)


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
    return sorted((one for one in need.hard if not kept(one)), key=lambda condition: (condition.field != "price", condition.field))
