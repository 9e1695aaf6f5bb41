"""A change to a condition of the ledger that is made by hand, without words."""

from .base import Noun
from .condition import Op, Value

QUANTITY = "quantity"
"""The id of how many are wanted, which is no condition and changed likewise."""


class Edit(Noun):
    """Of condition `id` (or QUANTITY): it is taken back (`remove`), or has another `value`, or asks for it otherwise (`op`, `every`), or is `hard`
    or a wish from now on. None: as it was."""

    id: str
    remove: bool = False
    value: Value | None = None
    op: Op | None = None
    every: bool | None = None
    hard: bool | None = None

    @property
    def otherwise(self) -> bool:
        """Whether another value, or another way to ask for it, is given."""
        return any(each is not None for each in (self.value, self.op, self.every))
