"""Going back to a list: its need is taken up again, with the conditions that still stand in the ledger's record."""

from ...schema.need import Need
from ...schema.reading import Reading
from .resolution import Resolution


def resumed(reading: Reading, resolution: Resolution, need: Need | None) -> Reading:
    """`reading` as the search that brought the list gone back to; unchanged where the message goes back to none."""
    old = resolution.shown
    if old is None or need is None:
        return reading
    conditions = tuple(each.model_copy(update={"status": "current"}) for each in need.conditions if each.id in old.conditions)
    return reading.model_copy(
        update={
            "intent": "search",
            "topic": "new",
            "category": old.category,
            "query": old.query,
            "conditions": (*conditions, *reading.conditions),
        }
    )
