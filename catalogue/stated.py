"""The text values that records state for a field, with counts: what a condition on it may ask for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..schema.condition import Condition
from .columns import Columns
from .conditions import Judge
from .text import normal
from .verdicts import MET, NEGATIVE


def some(columns: Columns, condition: Condition) -> bool:
    """True if any product meets the condition (for a negative one: is excluded by it), at any date."""
    positive = condition.model_copy(update={"op": NEGATIVE.get(condition.op, condition.op)})
    return bool((Judge(columns, date.min).verdicts(positive) == MET).any())


def stated(columns: Columns, field: str, category: str | None = None) -> dict[str, int]:
    """Value -> number of products in the category or below that state it, most first; {} if the field has no text values."""
    rows = columns.alive & _within(columns, category) if category else columns.alive
    counts = Counter[str]()
    for value, count in _told(columns, field, np.flatnonzero(rows)):
        counts[value] += count
    return dict(counts.most_common())


def several(columns: Columns, field: str) -> bool:
    """True if some product has several values of the field, so that "all of" is possible."""
    if field == "certification":
        return bool((np.diff(columns.arrays.cert_start) > 1).any())
    column = columns.attribute(field.removeprefix("attr.")) if field.startswith("attr.") else None
    return column is not None and any(len(cell.values) > 1 for cell in column.cells)


def most(columns: Columns, category: str | None, attribute: str) -> float | None:
    """The largest number that products in the category or below state; None if there is none."""
    column = columns.attribute(attribute)
    if column is None:
        return None
    rows = columns.alive & _within(columns, category) if category else columns.alive
    codes = np.unique(column.codes[rows[column.rows]]).tolist()
    return max((each.number for code in codes for each in column.quantities[code]), default=None)


def _within(columns: Columns, category: str) -> NDArray[np.bool_]:
    names = [normal(category) in map(normal, names.all) for names in columns.tables.categories]
    return np.array([*names, False], np.bool_)[columns.arrays.category]


def _told(columns: Columns, field: str, rows: NDArray[np.int64]) -> Iterator[tuple[str, int]]:
    arrays, tables = columns.arrays, columns.tables
    if field == "brand":
        yield from _counted(arrays.brand[rows], [names.name for names in tables.brands])
    elif field == "supplier.kind":
        yield from _counted(arrays.supplier[rows], columns.suppliers.kind)
    elif field == "supplier.location":
        for place in {place for places in columns.suppliers.places for place in places[:2]}:
            there = np.array([*(place in places for places in columns.suppliers.places), False], np.bool_)
            yield place, int(there[arrays.supplier[rows]].sum())
    elif field == "certification":
        of = np.repeat(np.arange(len(columns.ids)), np.diff(arrays.cert_start))
        yield from _counted(arrays.cert_name[np.isin(of, rows)], tables.cert_names)
    elif (column := columns.attribute(field.removeprefix("attr."))) is not None and field.startswith("attr."):
        for cell, count in zip(column.cells, np.bincount(column.codes[np.isin(column.rows, rows)], minlength=len(column.cells)), strict=True):
            yield from ((value, int(count)) for value in cell.values if isinstance(value, str) and count)


def _counted(codes: NDArray[np.int64], names: Sequence[str | None]) -> Iterator[tuple[str, int]]:
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    yield from ((name, int(count)) for name, count in zip(names, counts, strict=False) if name and count)
