"""A unit's times on both sides, where both played it right after one another."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .case import Slices
from .pair import Pair


@dataclass(frozen=True)
class Clocked:
    """In ms, by node. `round` numbers the pair of processes that played it: each round has new ones."""

    round: int
    case: str
    slices: Slices
    base: Mapping[str, float]
    new: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Clocked":
        return cls(**{**kept, "slices": {name: tuple(values) for name, values in kept["slices"].items()}})


def clocked(pairs: Iterable[Pair], round: int = 0) -> list[Clocked]:
    return [Clocked(round, f"{pair.base.suite}/{pair.base.case}", pair.slices, pair.base.ms, pair.new.ms) for pair in pairs if pair.together]
