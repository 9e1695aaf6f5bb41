"""Bounds that the buyer set: the number and the side must be those of a condition."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .claim import Claims, Found
from .statement import Statement
from .units import NUMBER, amounts, number
from .vocabulary import labels_of
from .world import World

bounds = Claims()
_OPS = {
    "不超过": "<=", "at most": "<=", "以内": "<=", "低于": "<", "under": "<", "below": "<",
    "不低于": ">=", "at least": ">=", "以上": ">=", "高于": ">", "over": ">", "above": ">",
}  # fmt: skip


_BOUND = rf"(?P<op>不超过|不低于|低于|高于|at most|at least|under|over|below|above)[ ]?[¥]?(?:{NUMBER.pattern})"


@bounds(_BOUND, asked=True)
def bound(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    named_of, statement.of_conditions = statement.about is not None and not statement.of_conditions, True
    value, sides = _sides(world, found)
    if _OPS[found["op"].casefold()] not in sides if sides or named_of else abs(value) not in world.wanted.said_values:
        yield "number", f"{found[0]!r} was no condition"


_AROUND = rf"[¥]?(?:{NUMBER.pattern})(?: ?[^\s，、；（）]{{1,8}})? 左右|\babout [¥]?(?:{NUMBER.pattern})"


@bounds(_AROUND, asked=True)
def around(world: World, statement: Statement, found: Found) -> Iterator[tuple[str, str]]:
    """What is to be about a number, by that number."""
    if _is_about(world, found[0]):
        statement.of_conditions = True
    else:
        statement.kept = found[0]
    yield from ()


def unrounded(world: World, said: str) -> str:
    """The words without numbers about which something is to be."""
    return re.sub(_AROUND, lambda found: " " if _is_about(world, found[0]) else found[0], said, flags=re.IGNORECASE)


def _is_about(world: World, said: str) -> bool:
    numbers = {Decimal(str(one.about)).normalize() for one in world.reply.need.conditions if one.about is not None}
    return any(value.normalize() in numbers for _, value in amounts(said))


def bounded(world: World, said: str) -> bool:
    """Whether each bound in these words is on the side on which a condition has it, as far as one has it at all."""
    every = [(_OPS[found["op"].casefold()], _sides(world, found)[1]) for found in re.finditer(_BOUND, said, re.IGNORECASE)]
    return all(op in sides or not sides for op, sides in every)


def _sides(world: World, found: Found) -> tuple[Decimal, set[str]]:
    """The number, and on which sides of it conditions of the field that is named are."""
    value = number(re.sub(r"[^\d.,]", "", found[2] or found[4]))
    value = -value if re.search(r"[-−]\d", found[0]) else value
    every = [*world.reply.need.conditions, *(one for relaxation in world.reply.relaxations for one in relaxation.instead)]
    named = [one for one in every if isinstance(one.value, (int, float)) and not isinstance(one.value, bool)]
    before = found.string[: found.start()].rstrip()
    named = [one for one in named if any(before.endswith(label) for label in labels_of(one.field))] or named
    share = value / 100 if "%" in found.string[found.start() : found.end() + 2] else value
    return value, {one.op for one in named if Decimal(str(one.value)).normalize() in (value, share.normalize())}
