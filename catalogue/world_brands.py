"""Brands that buyers name whatever the catalogue has (world_brands.yaml)."""

from functools import cache
from pathlib import Path

import yaml


@cache
def world_brands(*, ordinary: bool = False) -> tuple[tuple[str, ...], ...]:
    """Each with all its names, the one to tell it by first; with `ordinary` those too that are words of everyday language."""
    stored = yaml.safe_load(Path(__file__).with_name("world_brands.yaml").read_text(encoding="utf-8"))
    plain = [tuple(map(str, names)) for names in stored if isinstance(names, list)]
    others = [tuple(map(str, (*row["names"], *row["ordinary"]))) for row in stored if isinstance(row, dict)]
    return (*plain, *(others if ordinary else ()))
