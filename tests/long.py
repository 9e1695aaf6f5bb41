"""What `make test` leaves to `make test-long`: proofs over everything, of which it tries a few."""

from collections.abc import Iterable
from typing import Any

import pytest


def few(cases: Iterable[Any], *quick: Any) -> list[Any]:
    """All the cases of a test, of which all but the `quick` ones wait for the long run."""
    every = list(cases)
    assert all(each in every for each in quick)
    return [each if each in quick else pytest.param(*(each if isinstance(each, tuple) else (each,)), marks=pytest.mark.long) for each in every]
