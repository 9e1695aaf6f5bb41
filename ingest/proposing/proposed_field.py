"""A field of a proposed mapping, with the reason for it."""

from dataclasses import dataclass
from typing import Any

from .column import Column


@dataclass
class Placed:
    """A field of a proposal: its mapping (`spec`), the reason, and the column, if any."""

    field: str
    spec: Any
    why: str
    column: Column | None = None
