"""What sells and is liked, as a prior and as an order."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..schema.need import SortKey

if TYPE_CHECKING:
    from ..catalogue.columns import Columns


def popularity(columns: "Columns") -> NDArray[np.float32]:
    """By row, 0 to 1: half of it sales of 90 days on a logarithmic scale, half the rating above 3. Not stated counts as the middle."""
    sold = _known(columns.arrays.sold_90d)
    highest = np.log1p(max(float(np.nanmax(sold, initial=0.0)), 1.0))
    selling = np.nan_to_num(np.log1p(sold) / highest, nan=0.5)
    liked = np.nan_to_num(np.clip((columns.arrays.rating - 3) / 2, 0, 1), nan=0.5)
    found: NDArray[np.float32] = ((selling + liked) / 2).astype(np.float32)
    return found


def sort_values(columns: "Columns", key: SortKey, rows: NDArray[np.int64], quantity: int | None) -> NDArray[np.float64]:
    """Numbers by which `rows` stand in the wished order when they rise; not stated last."""
    arrays = columns.arrays
    if key in ("price", "-price"):
        values = _known(columns.unit_prices(quantity)[rows]) * (1 if key == "price" else -1)
    elif key == "moq":
        values = _known(arrays.moq[rows])
    elif key == "supplier.rating":
        codes = arrays.supplier[rows]
        ratings = np.append(columns.suppliers.rating, np.nan)  # code -1, no supplier, takes the last
        values = -ratings[codes]
    elif key == "rating":
        values = -arrays.rating[rows]
    else:
        values = -_known(getattr(arrays, key)[rows])
    return np.nan_to_num(values, nan=np.inf)


def _known(values: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(values < 0, np.nan, values.astype(np.float64))
