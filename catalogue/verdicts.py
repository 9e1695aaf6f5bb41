"""Three-valued verdicts by row: 1 met, 0 failed, -1 unknown."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MET, FAILED, UNKNOWN = 1, 0, -1
Verdicts = NDArray[np.int8]
Truth = bool | None  # None: unknown
NEGATIVE = {"!=": "=", "not_in": "in", "not_contains": "contains"}  # judged by the opposite operator and inverted


class Verdict(NamedTuple):
    """Names of the conditions that a product meets, fails, and leaves unknown."""

    met: tuple[str, ...]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]


def unknown(rows: int) -> Verdicts:
    return np.full(rows, UNKNOWN, np.int8)


def known_where(known: NDArray[np.bool_], met: NDArray[np.bool_]) -> Verdicts:
    return np.where(known, met.astype(np.int8), np.int8(UNKNOWN))


def table(truths: Sequence[Truth]) -> Verdicts:
    """Verdict per code, with UNKNOWN appended for code -1 (not stated)."""
    return np.array([*(UNKNOWN if truth is None else int(truth) for truth in truths), UNKNOWN], np.int8)


def turned(verdicts: Verdicts) -> Verdicts:
    """Met and failed swapped."""
    return np.where(verdicts == UNKNOWN, verdicts, 1 - verdicts).astype(np.int8)


def any_of(truths: Sequence[Truth]) -> Truth:
    """True if any is True, else None if any is unknown, else False."""
    if True in truths:
        return True
    return None if None in truths else False
