"""Which of several sizes is for somebody."""

from typing import NamedTuple


class Fitting(NamedTuple):
    """`size` is the one for what was measured as `key`; None where none of the sizes is."""

    key: str
    measured: float
    size: str | None
