"""Brands that buyers name whatever the catalogue has (world_brands.yaml)."""

from functools import cache
from pathlib import Path

import yaml


@cache
def world_brands() -> tuple[tuple[str, ...], ...]:
    """Each with all its names, the one to tell it by first."""
    stored = yaml.safe_load(Path(__file__).with_name("world_brands.yaml").read_text(encoding="utf-8"))
    return tuple(tuple(map(str, names)) for names in stored)
