"""Goods that wait: asked for in the same message as those in hand, they keep what was asked of both, and what was asked of them since."""

from ...schema.condition import Condition
from ...schema.need import Need, Waiting
from ...schema.reading import Reading


def taken(need: Need, reading: Reading) -> Waiting | None:
    """The goods that the message turns to, of those that wait."""
    return next((one for one in need.waiting if one.category == reading.category), None)


def turned(old: Need, to: Waiting) -> tuple[Waiting, ...]:
    """What waits once the buyer turns to `to`: the others, and what was in hand."""
    left = tuple(one for one in old.waiting if one is not to)
    if not old.category:
        return left
    return (*left, Waiting(category=old.category, query=old.query, words=old.words, quantity=old.quantity, conditions=old.active))


def waiting(need: Need, reading: Reading, turn: int) -> tuple[Waiting, ...]:
    """With the other goods of this message: what it asks of all is nothing that only goods of one kind state."""
    shared = tuple(each for each in need.active if each.turn == turn and _of_all(each))
    new = tuple(Waiting(category=name, quantity=reading.quantity, conditions=shared) for name in reading.beside if name != need.category)
    return (*(one for one in need.waiting if one.category not in reading.beside), *new)[-4:]


def _of_all(condition: Condition) -> bool:
    return not condition.field.startswith("attr.") and condition.field not in ("product", "category", "brand")
