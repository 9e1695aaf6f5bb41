"""By what products are recommended."""

from dataclasses import dataclass
from typing import Literal

from ...schema.condition import Condition
from ...schema.guide import Criterion, Guide

CriterionKind = Literal["must", "wish", "inferred", "guide"]


@dataclass(frozen=True)
class Weighed:
    """A criterion: its `conditions` exclude (`must`), or rank with this `share` of all that ranks. `said` is the guide's sentence that it is from."""

    kind: CriterionKind
    conditions: tuple[Condition, ...]
    share: float | None = None
    said: tuple[Criterion, Guide] | None = None
