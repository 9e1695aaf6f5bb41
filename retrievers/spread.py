"""How prices are spread over the products that a need leaves."""

from typing import NamedTuple

import numpy as np

from ..catalogue.columns import Floats


class Spread(NamedTuple):
    """Unit prices in `currency` of `count` products that state one: the lowest, the median, the mean, the highest."""

    currency: str
    count: int  # type: ignore[assignment]  # a tuple's own `count` is of no use here
    low: float
    median: float
    mean: float
    high: float


def spread(currency: str, prices: Floats) -> Spread | None:
    """Of prices by product, NaN where none is stated; None where no product states one."""
    known = prices[~np.isnan(prices)]
    if not len(known):
        return None
    return Spread(currency, len(known), float(known.min()), float(np.median(known)), float(known.mean()), float(known.max()))
