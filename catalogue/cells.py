"""Whether what a product states of an attribute meets a condition."""

import math

from .attribute import Cell
from .quantities import Quantity, comparable
from .verdicts import Truth, any_of
from .wanted import ORDER, Wanted, flag_of


def judge_cell(cell: Cell, name: str, wanted: Wanted) -> Truth:
    """None where the two can't be compared. A product that lists several values meets it by any of them."""
    quantities = cell.quantities(name)
    if wanted.op in ORDER:
        return any_of([_ordered(quantities, limit, wanted.op) for limit in wanted.quantities])
    truths = [_equal(cell, quantities, wanted, place) for place in range(len(wanted.values))]
    if wanted.op == "contains" and wanted.matches(cell.texts):
        return True
    return any_of(truths)


def _ordered(quantities: tuple[Quantity, ...], limit: Quantity | None, op: str) -> Truth:
    if limit is None:
        return None
    truths = [bool(ORDER[op](_rounded(item), _rounded(limit))) for item in quantities if comparable(item, limit)]
    return any_of(truths) if truths else None


def _equal(cell: Cell, quantities: tuple[Quantity, ...], wanted: Wanted, place: int) -> Truth:
    if wanted.texts[place] in cell.texts:
        return True
    flags = _flags(cell)
    if isinstance(wanted.values[place], bool) or any(isinstance(value, bool) for value in cell.values):
        return wanted.flags[place] in flags if flags and wanted.flags[place] is not None else None
    limit = wanted.quantities[place]
    if limit is None or not quantities:
        return False
    same = [math.isclose(item.number, limit.number, rel_tol=1e-9) for item in quantities if comparable(item, limit)]
    return any(same) if same else None


def _flags(cell: Cell) -> tuple[bool, ...]:
    found = [value if isinstance(value, bool) else flag_of(text) for value, text in zip(cell.values, _texts(cell), strict=True)]
    return tuple(flag for flag in found if flag is not None)


def _texts(cell: Cell) -> tuple[str, ...]:
    return tuple(str(value).strip().casefold() for value in cell.values)


def _rounded(quantity: Quantity) -> float:
    """Twelve digits: 0.1 kg in grams is 100, not 100.00000000000001."""
    return float(f"{quantity.number:.12g}")
