"""Three-valued verdicts by row: 1 met, 0 failed, -1 unknown."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MET, FAILED, UNKNOWN = 1, 0, -1
Verdicts = NDArray[np.int8]
Truth = bool | None  # None: unknown
NEGATIVE = {"!=": "=", "not_in": "in", "not_contains": "contains"}  # each judged as its opposite, then turned round


class Verdict(NamedTuple):
    """Names of the conditions that one product meets, fails, and that nobody knows of it."""

    met: tuple[str, ...]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]


def unknown(rows: int) -> Verdicts:
    return np.full(rows, UNKNOWN, np.int8)


def known_where(known: NDArray[np.bool_], met: NDArray[np.bool_]) -> Verdicts:
    return np.where(known, met.astype(np.int8), np.int8(UNKNOWN))


def table(truths: Sequence[Truth]) -> Verdicts:
    """By code, with one more entry at the end, so that code -1 (not stated) is unknown."""
    return np.array([*(UNKNOWN if truth is None else int(truth) for truth in truths), UNKNOWN], np.int8)


def turned(verdicts: Verdicts) -> Verdicts:
    """Met and failed exchanged; unknown stays."""
    return np.where(verdicts == UNKNOWN, verdicts, 1 - verdicts).astype(np.int8)


def any_of(truths: Sequence[Truth]) -> Truth:
    """True if one is, else unknown if one is, else False."""
    if True in truths:
        return True
    return None if None in truths else False
