"""Which of several sizes is for somebody."""

from typing import NamedTuple


class Fitting(NamedTuple):
    """`size` is the one for what was measured as `key`; None where none of the sizes is, or where the field is no list of sizes: then `within`
    tells whether goods are for so much."""

    key: str
    measured: float
    size: str | None
    within: bool | None = None
