"""A row: what one unit of a case (a turn, a query, a message) was worth on one side."""

from dataclasses import asdict, dataclass, field
from typing import Any

from .case import Slices


@dataclass(frozen=True)
class Row:
    """`content` 0-1: how much of what was expected holds. `form` 0-1: whether the reply is of the shape it must have; None where there is no reply.
    `missed` says what didn't hold. `ms` by node, "turn" the whole. `shown`: cards, conditions and the like, to be read."""

    unit: str
    case: str
    cluster: str
    suite: str
    owner: str
    source: str
    slices: Slices
    content: float
    form: float | None = None
    missed: tuple[str, ...] = ()
    said: str = ""
    text: str = ""
    ms: dict[str, float] = field(default_factory=dict)
    tokens: int = 0
    calls: int = 0
    trace: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, row: dict[str, Any]) -> "Row":
        lists = {name: tuple(values) for name, values in row["slices"].items()}
        return cls(**{**row, "slices": lists, "missed": tuple(row["missed"])})
