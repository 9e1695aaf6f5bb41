"""A field of a proposal."""

from dataclasses import dataclass
from typing import Any

from .column import Column


@dataclass
class Placed:
    """What it takes (`spec` as in a mapping file), and why that; `column` None where nothing in the file states it."""

    field: str
    spec: Any
    why: str
    column: Column | None = None
