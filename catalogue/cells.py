"""Judging an attribute's cells by a condition."""

import math

from .attribute import AttributeColumn
from .quantities import Quantity, comparable, sides
from .verdicts import Truth, any_of
from .wanted import ORDER, Wanted, flag_of


def judge_cells(column: AttributeColumn, wanted: Wanted) -> list[Truth]:
    """The truth per cell; None if they can't be compared. Any of several values is enough."""
    if wanted.op in ORDER:
        return [any_of([_ordered(found, limit, wanted.op) for limit in wanted.quantities]) for found in column.quantities]
    return [wanted.matches(cell.texts) or _alike(column, code, wanted) for code, cell in enumerate(column.cells)]


def _alike(column: AttributeColumn, code: int, wanted: Wanted) -> Truth:
    """True if a flag is equal, or a quantity in another unit, though the texts differ."""
    return any_of([_equal(column, code, wanted, place) for place in range(len(wanted.values))])


def _ordered(quantities: tuple[Quantity, ...], limit: Quantity | None, op: str) -> Truth:
    if limit is None:
        return None
    truths = [bool(ORDER[op](_rounded(item), _rounded(limit))) for item in quantities if comparable(item, limit)]
    return any_of(truths) if truths else None


def _equal(column: AttributeColumn, code: int, wanted: Wanted, place: int) -> Truth:
    cell = column.cells[code]
    if isinstance(wanted.values[place], bool) or any(isinstance(value, bool) for value in cell.values):
        flags = [value if isinstance(value, bool) else flag_of(text) for value, text in zip(cell.values, cell.own_texts, strict=True)]
        known = [flag for flag in flags if flag is not None]
        return wanted.flags[place] in known if known and wanted.flags[place] is not None else None
    limit = wanted.quantities[place]
    if limit is None:
        return False
    found = column.quantities[code] or tuple(side for text in cell.own_texts for side in sides(text))
    same = [math.isclose(item.number, limit.number, rel_tol=1e-9) for item in found if comparable(item, limit)]
    return any(same) if same or not found else None


def _rounded(quantity: Quantity) -> float:
    """Rounded to twelve digits: 0.1 kg in grams is 100, not 100.00000000000001."""
    return float(f"{quantity.number:.12g}")
