"""Values that will do as well: 316的最好，304也能接受; "blue is fine too", "80 gsm as well" beside what was asked for before."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ..slots import slot
from ..tokens.token import Token
from .united import both

_NEAR = 3


def widened(conditions: Sequence[Condition], tokens: Sequence[Token], need: Need | None) -> tuple[Condition, ...]:
    """An accepted value beside the one preferred in the same message, or asked for before: either will do."""
    conditions = _wider(conditions, tokens, need)
    taken = [each for each in conditions if _choice(each) and each.hard and _accepted(each, tokens)]
    also = {each.field for each in taken}
    left = [each for each in conditions if each.hard or each.field not in also or not _choice(each)]
    return tuple(_beside(each, conditions, need) if each in taken else each for each in left)


def _wider(conditions: Sequence[Condition], tokens: Sequence[Token], need: Need | None) -> Sequence[Condition]:
    """A range that will do too (两三百也可以) beside the one asked for before: from the lower end of both to the upper."""
    ends = {(each.field, each.op) for each in conditions}
    ranged = {field for field, op in ends if op == ">=" and (field, "<=") in ends}
    too = any(one.has("amount") and any(each.has("accept") for each in tokens[place + 1 : place + 3]) for place, one in enumerate(tokens))
    before = {(each.field, each.op): each for each in (need.active if need is not None and too else ()) if each.field in ranged}
    if not all((field, op) in before for field in ranged for op in (">=", "<=")):
        return conditions
    return [_stretched(each, before[each.field, each.op]) if (each.field, each.op) in before else each for each in conditions]


def _stretched(new: Condition, old: Condition) -> Condition:
    if new.unit != old.unit or not (isinstance(new.value, (int, float)) and isinstance(old.value, (int, float))):
        return new
    value = min(new.value, old.value) if new.op == ">=" else max(new.value, old.value)
    return new.model_copy(update={"value": value})


def _beside(accepted: Condition, conditions: Sequence[Condition], need: Need | None) -> Condition:
    preferred = [each for each in conditions if not each.hard and _choice(each) and each.field == accepted.field]
    before = [each for each in (need.hard if need else ()) if _choice(each) and each.field == accepted.field]
    for other in (*preferred, *before)[:1]:
        return both(other.model_copy(update={"hard": True}), accepted).model_copy(update={"id": accepted.id, "status": "current"})
    return accepted


def _choice(condition: Condition) -> bool:
    return (
        slot(condition)[1] == "is" and not isinstance(condition.value, bool) and (condition.field.startswith("attr.") or condition.field == "brand")
    )


def _accepted(condition: Condition, tokens: Sequence[Token]) -> bool:
    """Whether words of acceptance stand right behind it."""
    said = [
        place
        for place, token in enumerate(tokens)
        if token.text and condition.text.endswith(token.text) and token.has("value", "brand", "common_brand", "amount", "attribute")
    ]
    for place in said[-1:]:
        for token in tokens[place + 1 : place + 2 + _NEAR]:
            if token.has("accept", "adds"):
                return True
            if not token.has("filler", "stop", "measure", "one", "attribute", "category", "head"):
                return False
    return False
