"""The operators that a condition may be changed to: any of some values, all of them, none of them, at most so much."""

from ...catalogue.columns import Columns
from ...catalogue.stated import several
from ...catalogue.verdicts import NEGATIVE
from ...schema.base import Noun
from ...schema.condition import Condition, Op

_BOUNDS: tuple[Op, ...] = ("<=", ">=", "<", ">", "=")
_OPPOSITE: dict[Op, Op] = {"=": "!=", "in": "not_in", "contains": "not_contains"}
_IDS = ("product", "supplier")


class Way(Noun):
    """An operator; with `every`, all of several values are required."""

    op: Op
    every: bool = False


def ways(condition: Condition, columns: Columns) -> tuple[Way, ...]:
    """The condition's own way and those that it may be changed to. "All of" needs a field with several values per product. Flags and record ids have
    their own way only."""
    own = Way(op=condition.op, every=condition.every and condition.op not in NEGATIVE)
    return tuple(dict.fromkeys([*_others(condition, columns), own]))


def _others(condition: Condition, columns: Columns) -> list[Way]:
    value = condition.value
    if isinstance(value, bool) or condition.field in _IDS:
        return []
    if not isinstance(value, (str, tuple)):
        return [Way(op=op) for op in _BOUNDS]
    positive = next((op for op, negative in _OPPOSITE.items() if condition.op in (op, negative)), None)
    if positive is None:
        return []
    all_of = [Way(op=positive, every=True)] if isinstance(value, tuple) and several(columns, condition.field) else []
    return [Way(op=positive), *all_of, Way(op=_OPPOSITE[positive])]
