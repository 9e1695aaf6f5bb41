"""Well-known brands that buyers may name, in the catalogue or not (world_brands.yaml)."""

from functools import cache
from pathlib import Path

import yaml


@cache
def world_brands(*, ordinary: bool = False) -> tuple[tuple[str, ...], ...]:
    """The names of each brand, its main name first; with `ordinary`, also names that are everyday words."""
    stored = yaml.safe_load(Path(__file__).with_name("world_brands.yaml").read_text(encoding="utf-8"))
    plain = [tuple(map(str, names)) for names in stored if isinstance(names, list)]
    others = [tuple(map(str, (*row["names"], *row["ordinary"]))) for row in stored if isinstance(row, dict)]
    return (*plain, *(others if ordinary else ()))
