"""Detection of an accepted relaxation: conditions that the buyer gave up on the last reply's offer are relaxed, not removed."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ...schema.reply import Relaxation
from .ledger import relax


def accepted(old: Need | None, new: Need, offered: Sequence[Relaxation]) -> Need:
    """`new` with the conditions given up marked as relaxed, if it is `old` changed exactly as one of `offered`; else `new` unchanged."""
    if old is None or (old.category, old.query) != (new.category, new.query):
        return new
    now = _standing(new.hard)
    for one in offered:
        looser = {condition.id: condition for condition in one.instead}
        left = [looser.get(each.id, each) for each in old.hard if not each.pages and (each.id in looser or each.id not in one.remove)]
        if now == _standing(left):
            return relax(new, [name for name in one.remove if name not in looser])
    return new


def _standing(conditions: Sequence[Condition]) -> set[tuple[str, str, object]]:
    return {(condition.field, condition.op, condition.value) for condition in conditions}
