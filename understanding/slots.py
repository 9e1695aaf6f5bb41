"""Slots of the ledger. A field has one condition per slot; some conditions in different slots can't be met together."""

from ..schema.condition import Condition

UPPER, LOWER = ("<", "<="), (">", ">=")
_NEGATIVE = ("!=", "not_in", "not_contains")
_EXACT = ("=", "in")


def slot(condition: Condition) -> tuple[str, str]:
    """(field, slot): upper bound, lower bound, choice, exclusion, pages seen; each certificate has its own."""
    if condition.pages:
        return condition.field, "page"
    if condition.op in UPPER:
        return condition.field, "upper"
    if condition.op in LOWER:
        return condition.field, "lower"
    if condition.op in _NEGATIVE:
        return condition.field, "not"
    if condition.field == "certification":
        return condition.field, f"has {condition.value}"
    return condition.field, "is"


def leave_nothing(one: Condition, other: Condition) -> bool:
    """True if two conditions in different slots of one field can't both be met: an upper bound below a lower one, a number outside a bound, a choice
    that is wholly excluded."""
    if one.field != other.field:
        return False
    ours, theirs = slot(one)[1], slot(other)[1]
    if ours == theirs or "page" in (ours, theirs):
        return False
    if {ours, theirs} == {"upper", "lower"}:
        return _apart(*((one, other) if theirs == "lower" else (other, one)))
    if "not" in (ours, theirs):
        choice, excluded = (other, one) if ours == "not" else (one, other)
        return slot(choice)[1] not in ("upper", "lower") and set(texts(choice)) <= set(texts(excluded))
    if {"upper", "lower"} & {ours, theirs}:
        number, bound = (other, one) if ours in ("upper", "lower") else (one, other)
        return number.op in _EXACT and _outside(number, bound)
    return False


def narrows(wish: Condition, must: Condition) -> bool:
    """True if the soft `wish` lies within the hard `must`, so that both count: under 200, ideally under 100. A price in another currency, which can't
    be compared, replaces none."""
    if wish.hard or not must.hard or slot(wish) != slot(must):
        return False
    if slot(wish)[1] == "is":
        return set(texts(wish)) < set(texts(must))
    bounds = _numbers(wish, must)
    if bounds is None:
        return wish.field == "price" and wish.unit != must.unit
    return bounds[0] < bounds[1] if wish.op in UPPER else wish.op in LOWER and bounds[0] > bounds[1]


def adds_up(old: Condition, new: Condition) -> bool:
    """True if both exclude values of one field in the same way, so that their values add up."""
    alike = slot(old) == slot(new) and (old.op == "not_contains") == (new.op == "not_contains")
    words = isinstance(old.value, (str, tuple)) and isinstance(new.value, (str, tuple))
    return alike and words and slot(new)[1] == "not" and old.hard == new.hard


def values(condition: Condition) -> tuple[str, ...]:
    """The values as strings."""
    return tuple(map(str, condition.value)) if isinstance(condition.value, tuple) else (str(condition.value),)


def texts(condition: Condition) -> tuple[str, ...]:
    """The values in lower case."""
    return tuple(value.lower() for value in values(condition))


def _numbers(*conditions: Condition) -> list[float] | None:
    """The values as numbers; None if one is no number or the units differ."""
    if len({each.unit for each in conditions}) > 1:
        return None
    found = [each.value for each in conditions if isinstance(each.value, (int, float)) and not isinstance(each.value, bool)]
    return found if len(found) == len(conditions) else None


def _apart(upper: Condition, lower: Condition) -> bool:
    ends = _numbers(upper, lower)
    if ends is None:
        return False
    return ends[0] < ends[1] or (ends[0] == ends[1] and (upper.op, lower.op) != ("<=", ">="))


def _outside(number: Condition, bound: Condition) -> bool:
    both = _numbers(number, bound)
    if both is None:
        return False
    value, limit = both
    within = {"<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit}
    return not within[bound.op]
