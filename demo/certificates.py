"""Certificates with numbers and dates; the numbers are invented."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from .words import load

NOW = date(2026, 11, 1)
Certificate = dict[str, Any]


def _number(rng: Random, pattern: str, issued: date) -> str:
    text = pattern.replace("{yy}", f"{issued:%y}").replace("{yyyy}", f"{issued:%Y}")
    while "#" in text:
        text = text.replace("#", str(rng.randrange(10)), 1)
    return text


def certificate(rng: Random, kind: str, expired: bool) -> Certificate:
    """A certificate of `certificates.yaml`, valid beyond NOW unless `expired`."""
    row = load_kinds()[kind]
    days = -rng.randint(10, 420) if expired else rng.randint(25, 365 * row["years"] - 5)
    until = NOW + timedelta(days=days)
    issued = until - timedelta(days=365 * row["years"])
    return {"name": row["name"], "number": _number(rng, row["number"], issued), "valid_until": until.isoformat()}


def draw_certificates(rng: Random, shares: Mapping[str, float], expired: float = 0.07) -> list[Certificate]:
    """A certificate of each kind with the probability given; `expired` is the share of expired ones."""
    kinds = [kind for kind, share in shares.items() if rng.random() < share]
    return [certificate(rng, kind, rng.random() < expired) for kind in kinds]


def english_name(row: Certificate) -> str:
    """The English name of the certificate."""
    return next(str(kind.get("en", kind["name"])) for kind in load_kinds().values() if kind["name"] == row["name"])


def in_english(rows: Iterable[Certificate]) -> list[Certificate]:
    """The same certificates under their English names."""
    return [{**row, "name": english_name(row)} for row in rows]


_kinds: dict[str, Any] = {}


def load_kinds() -> dict[str, Any]:
    """The kinds of `certificates.yaml`, loaded once."""
    if not _kinds:
        _kinds.update(load("certificates"))
    return _kinds
