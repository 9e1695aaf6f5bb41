"""What sells and is liked, as a prior and as an order."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..schema.need import ASCENDING, SortKey

if TYPE_CHECKING:
    from ..catalogue.attribute import AttributeColumn
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
    name, turned = key.removeprefix("-"), key.startswith("-")
    rises = (name in ASCENDING) != turned
    values = _stated(columns, name, rows, quantity, min if rises else max)
    return np.nan_to_num(values if rises else -values, nan=np.inf)


def _stated(columns: "Columns", name: str, rows: NDArray[np.int64], quantity: int | None, of_several: Callable[..., float]) -> NDArray[np.float64]:
    """What the records state of the field; NaN where they state nothing."""
    arrays = columns.arrays
    if name.startswith("attr."):
        return _measured(columns.attribute(name.removeprefix("attr.")), len(columns.ids), of_several)[rows]
    if name == "price":
        return _known(columns.unit_prices(quantity)[rows])
    if name in ("supplier.rating", "supplier.repurchase_rate"):
        numbers = np.append(columns.suppliers.numbers[name.removeprefix("supplier.")], np.nan)  # code -1, no supplier, takes the last
        found: NDArray[np.float64] = numbers[arrays.supplier[rows]]
        own = arrays.repurchase_rate[rows]
        return found if name == "supplier.rating" else np.where(np.isnan(own), found, own)
    return arrays.rating[rows] if name == "rating" else _known(getattr(arrays, name)[rows])


def _measured(column: "AttributeColumn | None", rows: int, of_several: Callable[..., float]) -> NDArray[np.float64]:
    """By row the quantity stated, of several the one nearest to the wished end; what is measured in another dimension than most are states none."""
    found = np.full(rows, np.nan)
    if column is None or not any(column.quantities):
        return found
    kinds = Counter[str | None]()
    for cell, count in zip(column.quantities, column.counts.tolist(), strict=True):
        kinds.update({quantity.dimension: count for quantity in cell})
    kind = kinds.most_common(1)[0][0]
    alike = [[quantity.number for quantity in cell if quantity.dimension == kind] for cell in column.quantities]
    found[column.rows] = np.array([of_several(some) if some else np.nan for some in alike])[column.codes]
    return found


def _known(values: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(values < 0, np.nan, values.astype(np.float64))
