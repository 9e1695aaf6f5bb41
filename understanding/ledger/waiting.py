"""Waiting goods: named in the same message as the current ones, they keep the conditions on both and get their own later."""

from ...schema.condition import Condition
from ...schema.need import Need, Waiting
from ...schema.reading import Reading


def taken(need: Need, reading: Reading) -> Waiting | None:
    """The waiting goods that the message turns to."""
    return next((one for one in need.waiting if one.category == reading.category), None)


def turned(old: Need, to: Waiting) -> tuple[Waiting, ...]:
    """The waiting goods once the buyer turns to `to`: the others, and the current ones."""
    left = tuple(one for one in old.waiting if one is not to)
    if not old.category:
        return left
    return (*left, Waiting(category=old.category, query=old.query, words=old.words, quantity=old.quantity, conditions=old.active))


def waiting(need: Need, reading: Reading, turn: int) -> tuple[Waiting, ...]:
    """The waiting goods with those that this message adds. They share its conditions, except those on attributes, products and brands."""
    shared = tuple(each for each in need.active if each.turn == turn and _of_all(each))
    new = tuple(Waiting(category=name, quantity=reading.quantity, conditions=shared) for name in reading.beside if name != need.category)
    return (*(one for one in need.waiting if one.category not in reading.beside), *new)[-4:]


def _of_all(condition: Condition) -> bool:
    return not condition.field.startswith("attr.") and condition.field not in ("product", "category", "brand")
