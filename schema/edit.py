"""A manual change to a condition, without a message."""

from .base import Noun
from .condition import Op, Value

QUANTITY = "quantity"
"""Id of the quantity wanted, which is edited like a condition."""


class Edit(Noun):
    """Edits the condition `id` (or QUANTITY): removes it, or sets its `value`, its operator (`op`, `every`), or must versus wish (`hard`). None:
    unchanged."""

    id: str
    remove: bool = False
    value: Value | None = None
    op: Op | None = None
    every: bool | None = None
    hard: bool | None = None

    @property
    def otherwise(self) -> bool:
        """True if the value or the operator changes."""
        return any(each is not None for each in (self.value, self.op, self.every))
