"""How tests wait: for what happens, never for so long. A bound only ends what hangs; no test's outcome is decided by it."""

import os
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import pytest
from httpx._config import DEFAULT_TIMEOUT_CONFIG, create_ssl_context
from httpx._transports import default

HANG_S = 300.0
"""Longer than anything that works takes on a machine that is busy with other things."""
_LOOKS_S = 0.02

PATIENT = {f"DAOGOU_{part}_TIMEOUT_S": str(HANG_S) for part in ("LLM", "RETRIEVAL", "PROFILE", "SEARCH")}
"""A turn's deadlines, as a busy machine keeps them. Of a deadline that passes, a test sets its own."""

T = TypeVar("T")
_ssl_context = cache(create_ssl_context)


def until(told: Callable[[], T], what: str = "what a test waits for") -> T:
    """What `told` returns, as soon as that is true. Raises TimeoutError that says `what` never came."""
    ends = time.monotonic() + HANG_S
    while not (found := told()):
        if time.monotonic() > ends:
            raise TimeoutError(f"{what} did not come within {HANG_S:g} s")
        time.sleep(_LOOKS_S)
    return found


def be_patient(patch: pytest.MonkeyPatch) -> None:
    """Deadlines that no environment names otherwise, and those of every HTTP client that names none (httpx gives up after 5 s)."""
    for name, seconds in PATIENT.items():
        if name not in os.environ:
            patch.setenv(name, seconds)
    for wait in ("connect", "read", "write", "pool"):
        patch.setattr(DEFAULT_TIMEOUT_CONFIG, wait, HANG_S)
    patch.setattr(default, "create_ssl_context", _ssl_context)  # each client reads all certificates of this machine else
