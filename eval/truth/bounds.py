"""Bounds that the buyer set: the number and the side must be those of a condition."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Claims, Found
from .statement import Statement
from .units import NUMBER, number
from .world import World

bounds = Claims()
_OPS = {
    "不超过": "<=", "at most": "<=", "以内": "<=", "低于": "<", "under": "<", "below": "<",
    "不低于": ">=", "at least": ">=", "以上": ">=", "高于": ">", "over": ">", "above": ">",
}  # fmt: skip


@bounds(rf"(?P<op>不超过|不低于|低于|高于|at most|at least|under|over|below|above)[ ]?[¥]?(?:{NUMBER.pattern})", asked=True)
def bound(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    named_of, statement.of_conditions = statement.about is not None and not statement.of_conditions, True
    op, value = _OPS[found["op"].casefold()], number(re.sub(r"[^\d.,]", "", found[2] or found[4]))
    every = [*world.reply.need.conditions, *(one for relaxation in world.reply.relaxations for one in relaxation.instead)]
    named = [one for one in every if isinstance(one.value, (int, float)) and not isinstance(one.value, bool)]
    sides = {one.op for one in named if Decimal(str(one.value)).normalize() == value}
    if op not in sides if sides or named_of else value not in world.wanted.said_values:
        yield "number", f"{found[0]!r} was no condition"
