"""What goods may cost at the most, said of others before: it ranks among these, and is told, until the buyer says otherwise."""

from collections.abc import Callable

from ...schema.need import Need
from ...understanding.ledger.ledger import wished

FAR = 4
"""Times a limit: what costs more than that was never meant by it."""


def carried(need: Need, old: Need | None, count: Callable[[Need], int], *, hard: bool = False) -> Need:
    """`need` with the limit that `old` has for a price, where it has none of its own and any of these goods comes near to that; not
    of goods that were named beside those, each with what it may cost."""
    limits = (
        one
        for one in (old.active if old is not None else ())
        if one.field == "price" and one.op in ("<", "<=") and one.status != "inferred" and one.about is None
    )
    limit = next((one for one in limits if isinstance(one.value, (int, float))), None)
    named_apart = old is not None and any(one.category == need.category for one in old.waiting)
    if limit is None or named_apart or any(one.field == "price" for one in need.active) or (old is not None and not count(old)):
        return need
    within, near = (
        wished(need, (limit.model_copy(update={"value": limit.value * times, "hard": True, "status": "inherited"}),)) for times in (1, FAR)
    )
    if not count(near):
        return need
    return within if hard else wished(need, (limit.model_copy(update={"hard": False, "status": "inherited"}),))
