"""The values of an attribute in one category."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .columns import Columns


def recorded(columns: "Columns", category: str, name: str) -> frozenset[str]:
    """The text values that products of the category or below it have."""
    column = columns.attribute(name)
    if column is None:
        return frozenset()
    codes = [code for code, names in enumerate(columns.tables.categories) if category in names.path]
    within = np.isin(columns.arrays.category[column.rows], codes)
    cells = (column.cells[code] for code in np.unique(column.codes[within]).tolist())
    return frozenset(value for cell in cells for value in cell.values if isinstance(value, str))
