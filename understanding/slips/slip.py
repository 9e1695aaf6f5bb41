"""One slip of the hand in a message."""

from typing import NamedTuple


class Slip(NamedTuple):
    """What was written, what is read, and where; `named` where it became a word of the catalogue."""

    wrote: str
    read: str
    start: int
    end: int
    named: bool = False
