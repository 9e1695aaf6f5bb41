"""How tests wait: for what happens, never for so long. A bound only ends what hangs; no test's outcome is decided by it."""

import time
from collections.abc import Callable
from typing import TypeVar

HANG_S = 300.0
"""Longer than anything that works takes on a machine that is busy with other things."""
_LOOKS_S = 0.02

T = TypeVar("T")


def until(told: Callable[[], T], what: str = "what a test waits for") -> T:
    """What `told` returns, as soon as that is true. Raises TimeoutError that says `what` never came."""
    ends = time.monotonic() + HANG_S
    while not (found := told()):
        if time.monotonic() > ends:
            raise TimeoutError(f"{what} did not come within {HANG_S:g} s")
        time.sleep(_LOOKS_S)
    return found
