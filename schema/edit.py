"""A change to a condition of the ledger that is made by hand, without words."""

from .base import Noun
from .condition import Value

QUANTITY = "quantity"
"""The id of how many are wanted, which is no condition and changed likewise."""


class Edit(Noun):
    """Of condition `id` (or QUANTITY): it is taken back (`remove`), or has another `value`, or is `hard` or a wish from now on. None: as it was."""

    id: str
    remove: bool = False
    value: Value | None = None
    hard: bool | None = None
