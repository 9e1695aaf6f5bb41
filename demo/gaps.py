"""Gaps in records: fields and attributes that a share of products lack."""

from random import Random
from typing import Any

from .attributes import Drawn
from .words import load


def drop_attributes(rng: Random, drawn: Drawn) -> None:
    """Remove attributes with the probabilities of `gaps.yaml`."""
    for key, share in load_gaps()["attributes"].items():
        if key in drawn.zh and rng.random() < share:
            drawn.drop(key)


def missing_fields(rng: Random) -> set[str]:
    """The record fields that this product lacks."""
    return {name for name, share in load_gaps()["fields"].items() if rng.random() < share}


_gaps: dict[str, Any] = {}


def load_gaps() -> dict[str, Any]:
    """The shares of `gaps.yaml`, loaded once."""
    if not _gaps:
        _gaps.update(load("gaps"))
    return _gaps
