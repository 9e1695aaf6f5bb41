"""Return to an earlier list: its need is resumed with the conditions that the ledger still has on record."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reading import Reading
from ...schema.reference import Shown
from .resolution import Resolution


def resumed(reading: Reading, resolution: Resolution, need: Need | None) -> Reading:
    """`reading` as the search that brought the earlier list; unchanged if the message returns to none."""
    old = resolution.shown
    if old is None or need is None:
        return reading
    asks = not any(each.kind == "list" for each in reading.references)
    return _search_again(reading, old, need, reading if asks else None)


def taken_back(reading: Reading, need: Need | None, shown: Sequence[Shown]) -> Reading:
    """`reading` applied to the list before, if the last search found nothing and the dropped field ("drop the price limit") was set only there."""
    fields = set(reading.dropped)
    if need is None or not fields or "*" in fields or reading.topic == "new" or not shown or _found(shown[-1]):
        return reading
    old = next(filter(_found, reversed(shown)), None)
    if old is None or fields & {each.field for each in need.active} or not fields & {each.field for each in _kept_conditions(old, need)}:
        return reading
    return _search_again(reading, old, need)


def _found(shown: Shown) -> bool:
    """True if the list has products that meet the need."""
    return bool(shown.product_ids) and not shown.near


def _kept_conditions(old: Shown, need: Need) -> list[Condition]:
    """The conditions of a list that the ledger still has on record."""
    return [each for each in need.conditions if each.id in old.conditions]


def _search_again(reading: Reading, old: Shown, need: Need, asking: Reading | None = None) -> Reading:
    """`reading` as a new search of the old list; `asking` keeps the intent of a question about it."""
    conditions = tuple(each.model_copy(update={"status": "current"}) for each in _kept_conditions(old, need) if each.field not in reading.dropped)
    return reading.model_copy(
        update={
            "intent": asking.intent if asking else "search",
            "topic": "new",
            "category": old.category,
            "query": "" if asking and asking.intent == "product_question" else old.query,
            "conditions": (*conditions, *reading.conditions),
        }
    )
