"""The modules of the tree that plays: the one place that names them."""

from importlib import import_module
from typing import Any


def of(module: str) -> Any:
    """`of("graphs.opening")`: of whichever tree PYTHONPATH names, not of the one that this file belongs to."""
    return import_module(f"daogou.{module}")
