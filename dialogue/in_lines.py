"""Numbers that count in a purchase list: "item 2" is its second line, whatever was shown since; behind the list told so is "the second"."""

import re
from collections.abc import Sequence

from ..language.company import NUMBER, whole
from ..schema.command import AnyCommand, Ask, AskParty, Choose, Compare, Inquire, Vary
from ..schema.purchase import Item
from ..schema.reference import Reference
from .references import these
from .sums import patterns
from .topics import Dialogue

_SLOTS = {Ask: "of", AskParty: "of", Inquire: "of", Choose: "among", Compare: "among", Vary: "than"}


def of_lines(commands: Sequence[AnyCommand], now: Dialogue, text: str) -> tuple[tuple[AnyCommand, ...], tuple[tuple[str, str], ...]]:
    """The grounded commands with numbers of lines as their products, and a note of each line that has none, whose pointer is left out."""
    lines = [item for item in now.order.items if item.listed]
    told = bool(now.shown) and now.shown[-1].product_ids == tuple(item.shown[0] for item in lines if item.shown)
    said, done, notes = _said(text), list[AnyCommand](), list[tuple[str, str]]()
    for one in commands:
        slot = _SLOTS.get(type(one))
        pointers: tuple[Reference, ...] = getattr(one, slot) if slot else ()
        meant = [_line(each, lines) if told or each.ordinal in said else None for each in pointers] if len(lines) > 1 else []
        empty = [item for item in meant if item is not None and not item.shown]
        notes += [("unfound", item.need.query or item.need.category or "") for item in empty]
        turned = tuple(_product(each, item) for each, item in zip(pointers, meant, strict=False) if item not in empty or item is None)
        if slot is None or not any(meant):
            done.append(one)
        elif turned:
            done.append(one.model_copy(update={slot: turned}))
    return tuple(done), tuple(dict.fromkeys(notes))


def _line(reference: Reference, lines: Sequence[Item]) -> Item | None:
    """The line that it counts; None where it counts in nothing, or in another list."""
    number = reference.ordinal or 0
    counts = reference.kind == "ordinal" and reference.place is None and not reference.pair
    return lines[number - 1] if counts and 0 < number <= len(lines) else None


def _product(reference: Reference, item: Item | None) -> Reference:
    """What may be taken of the line, else what comes nearest."""
    return reference if item is None else these((item.pick or item.shown[0],), reference)


def _said(text: str) -> set[int | None]:
    """The numbers that the message calls lines."""
    found = (whole(match["number"]) for each in patterns("lines") for match in re.finditer(each.pattern.replace("NUMBER", NUMBER), text.lower()))
    return {number for number in found if number is not None}
