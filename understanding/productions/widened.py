"""Values that will do as well: 316的最好，304也能接受; "blue is fine too" beside the red asked for before."""

from collections.abc import Sequence

from ...schema.condition import Condition
from ...schema.need import Need
from ..slots import slot
from ..tokens.token import Token
from .united import both

_NEAR = 3


def widened(conditions: Sequence[Condition], tokens: Sequence[Token], need: Need | None) -> tuple[Condition, ...]:
    """An accepted value beside the one preferred in the same message, or asked for before: either will do."""
    taken = [each for each in conditions if _choice(each) and each.hard and _accepted(each, tokens)]
    also = {each.field for each in taken}
    left = [each for each in conditions if each.hard or each.field not in also or not _choice(each)]
    return tuple(_beside(each, conditions, need) if each in taken else each for each in left)


def _beside(accepted: Condition, conditions: Sequence[Condition], need: Need | None) -> Condition:
    preferred = [each for each in conditions if not each.hard and _choice(each) and each.field == accepted.field]
    before = [each for each in (need.hard if need else ()) if _choice(each) and each.field == accepted.field]
    for other in (*preferred, *before)[:1]:
        return both(other.model_copy(update={"hard": True}), accepted).model_copy(update={"id": accepted.id, "status": "current"})
    return accepted


def _choice(condition: Condition) -> bool:
    return (
        slot(condition)[1] == "is"
        and isinstance(condition.value, (str, tuple))
        and (condition.field.startswith("attr.") or condition.field == "brand")
    )


def _accepted(condition: Condition, tokens: Sequence[Token]) -> bool:
    """Whether words of acceptance stand right behind it."""
    said = [
        place
        for place, token in enumerate(tokens)
        if token.text and condition.text.endswith(token.text) and token.has("value", "brand", "common_brand")
    ]
    for place in said[-1:]:
        for token in tokens[place + 1 : place + 2 + _NEAR]:
            if token.has("accept"):
                return True
            if not token.has("filler", "stop", "measure", "one", "attribute", "category", "head"):
                return False
    return False
