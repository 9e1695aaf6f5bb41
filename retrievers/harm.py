"""How much a buyer would mind what goods miss: a kind or a value that isn't what was said the most, a number by how far it is missed, a price under a
least price not at all."""

from typing import TYPE_CHECKING

import numpy as np

from ..catalogue.numbers import LOWER, far
from ..schema.condition import Condition

if TYPE_CHECKING:
    from ..catalogue.columns import Columns, Floats
    from ..catalogue.conditions import Judge

OTHER, UNKNOWN, MOST = 2.0, 0.5, 1.0
"""What is another kind or value, what no record states, and a number however far it is missed."""


def harmless(condition: Condition) -> bool:
    """Whether missing it hurts nobody: what costs less than the least that one would pay."""
    return condition.field == "price" and condition.op in LOWER


def harm(columns: "Columns", judge: "Judge", condition: Condition, quantity: int | None) -> "Floats":
    """By row of the catalogue."""
    verdicts = judge.verdicts(condition)
    if harmless(condition):
        return np.where(verdicts == -1, UNKNOWN, 0.0)
    missed = np.nan_to_num(far(columns, condition, quantity), nan=0.0)
    failed = np.where(missed > 0, np.minimum(missed, MOST), OTHER)
    return np.where(verdicts == 1, 0.0, np.where(verdicts == -1, UNKNOWN, failed))
