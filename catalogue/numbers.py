"""The numbers behind a numeric condition, by row: distance from a bound, and the bound that would admit a product."""

import numpy as np

from ..schema.condition import Condition
from .attribute import AttributeColumn
from .columns import MONEY_SCALE, NONE, Columns, Floats
from .quantities import comparable
from .text import normal_name
from .wanted import Wanted

UPPER, LOWER = ("<", "<="), (">", ">=")


def numbers(columns: Columns, condition: Condition, quantity: int | None = None) -> Floats:
    """The product's number for the condition's field, by row and in the condition's unit; of several values, the nearest to the bound. NaN if none is
    stated or comparable."""
    wanted, field = Wanted.of(condition), condition.field
    if field.startswith("attr."):
        name = field.removeprefix("attr.")
        column = columns.attribute(name) or columns.attribute(columns.attribute_named(normal_name(name)) or name)
        return _of_attribute(column, wanted, len(columns.ids))
    if field == "price":
        return _prices(columns, wanted, quantity)
    if field.startswith("supplier."):
        known = columns.suppliers.numbers.get(field.removeprefix("supplier."), np.full(len(columns.suppliers), np.nan))
        return np.append(known, np.nan)[columns.arrays.supplier]
    stated = getattr(columns.arrays, field, None) if field in ("rating", "moq", "stock", "review_count", "sold_90d") else None
    return _stated(stated) if stated is not None else np.full(len(columns.ids), np.nan)


def excess(values: Floats, condition: Condition) -> Floats:
    """Distance beyond the bound as a share of it: 0 within it or without a bound, NaN if unknown."""
    if condition.op not in (*UPPER, *LOWER) or isinstance(condition.value, (str, bool, tuple)):
        return np.zeros(len(values))
    beyond = values - condition.value if condition.op in UPPER else condition.value - values
    found: Floats = np.maximum(beyond, 0) / (abs(condition.value) or 1)
    return found


def far(columns: Columns, condition: Condition, quantity: int | None = None) -> Floats:
    """Distance from the bound, or from the nearest accepted number, as a share of it, by row: 0 without a number, NaN if unknown."""
    exact = _accepted(condition)
    if not exact:
        return excess(numbers(columns, condition, quantity), condition)
    alone = ((each, condition.model_copy(update={"op": "=", "value": each})) for each in exact)
    found: Floats = np.fmin.reduce([np.abs(numbers(columns, one, quantity) - each) / (abs(each) or 1) for each, one in alone])
    return found


def _accepted(condition: Condition) -> list[float]:
    """The accepted numbers, if the condition lists some; else []."""
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    named = [str(each) for each in values if not isinstance(each, bool) and str(each).replace(".", "", 1).isdecimal()]
    return list(map(float, named)) if condition.op in ("=", "in") and len(named) == len(values) else []


def _stated(values: np.ndarray) -> Floats:
    return values if values.dtype.kind == "f" else np.where(values == NONE, np.nan, values.astype(float))


def _prices(columns: Columns, wanted: Wanted, quantity: int | None) -> Floats:
    prices = columns.unit_prices(quantity)
    known = prices != NONE
    if wanted.unit is not None:
        codes = [code for code, currency in enumerate(columns.tables.currencies) if currency == wanted.unit.upper()]
        known &= np.isin(columns.arrays.currency, codes)
    return np.where(known, prices / MONEY_SCALE, np.nan)


def _of_attribute(column: AttributeColumn | None, wanted: Wanted, rows: int) -> Floats:
    found = np.full(rows, np.nan)
    limit = wanted.quantities[0] if wanted.values else None
    if column is None or limit is None or isinstance(wanted.values[0], (str, bool)):
        return found
    scale = limit.number / float(wanted.values[0]) if wanted.values[0] else 1.0
    nearest = min if wanted.op in UPPER else max
    alike = [[item.number / scale for item in cell if comparable(item, limit)] for cell in column.quantities]
    found[column.rows] = np.array([nearest(some) if some else np.nan for some in alike])[column.codes]
    return found
