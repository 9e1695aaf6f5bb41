"""A limit that may be passed by a little: 预算八百，超一点也行; "300 tops, a bit over is fine"."""

from collections.abc import Sequence
from dataclasses import replace

from ...schema.condition import Condition
from ...schema.need import Need
from ..slots import slot
from ..tokens.found import Gathered
from ..tokens.token import Token

_UPPER = ("<=", "<")


def stretched(gathered: Gathered, tokens: Sequence[Token], need: Need | None) -> Gathered:
    """With the message's upper bounds as wishes, where it says so; else with the need's price limit as one."""
    if not any(token.has("stretch") for token in tokens):
        return gathered
    own = [each for each in gathered.conditions if _limit(each)]
    if own:
        return replace(gathered, conditions=[each.model_copy(update={"hard": False}) if each in own else each for each in gathered.conditions])
    old = [each for each in need.active if each.field == "price" and _limit(each)] if need is not None else []
    softer = [each.model_copy(update={"hard": False, "status": "current"}) for each in old]
    return replace(gathered, conditions=[*softer, *(each for each in gathered.conditions if slot(each) not in {slot(one) for one in softer})])


def _limit(condition: Condition) -> bool:
    return condition.op in _UPPER and condition.hard
