"""Going back to a list: its need is taken up again, with the conditions that still stand in the ledger's record."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Reading
from ...schema.reference import Shown
from .resolution import Resolution


def resumed(reading: Reading, resolution: Resolution, need: Need | None) -> Reading:
    """`reading` as the search that brought the list gone back to; unchanged where the message goes back to none."""
    old = resolution.shown
    if old is None or need is None:
        return reading
    asks = not any(each.kind == "list" for each in reading.references)
    return _again(reading, old, need, reading if asks else None)


def taken_back(reading: Reading, need: Need | None, shown: Sequence[Shown]) -> Reading:
    """`reading` as said of the list before, where the search since found nothing and what is taken back ("drop the price limit") stood only there."""
    fields = set(reading.dropped)
    if need is None or not fields or "*" in fields or reading.topic == "new" or not shown or _found(shown[-1]):
        return reading
    old = next(filter(_found, reversed(shown)), None)
    if old is None or fields & {each.field for each in need.active} or not fields & {each.field for each in _stood(old, need)}:
        return reading
    return _again(reading, old, need)


def _found(shown: Shown) -> bool:
    """Whether it has what was asked for."""
    return bool(shown.product_ids) and not shown.near


def _stood(old: Shown, need: Need) -> list[Condition]:
    """The conditions of a list that are still in the ledger's record."""
    return [each for each in need.conditions if each.id in old.conditions]


def _again(reading: Reading, old: Shown, need: Need, asking: Reading | None = None) -> Reading:
    """`asking`: what is asked of the list at once, which stays what it is."""
    conditions = tuple(each.model_copy(update={"status": "current"}) for each in _stood(old, need) if each.field not in reading.dropped)
    return reading.model_copy(
        update={
            "intent": asking.intent if asking else "search",
            "topic": "new",
            "category": old.category,
            "query": "" if asking and asking.intent == "product_question" else old.query,
            "conditions": (*conditions, *reading.conditions),
        }
    )
