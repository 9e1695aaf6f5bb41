"""A pair: one unit as both sides answered it."""

from dataclasses import dataclass
from typing import NamedTuple

from .case import Case, Slices
from .plays import Play
from .row import Row


@dataclass(frozen=True)
class Pair:
    """`together`: both were played in turn, so that their times may be compared."""

    base: Row
    new: Row
    together: bool

    @property
    def unit(self) -> str:
        return f"{self.base.suite}/{self.base.unit}"

    @property
    def cluster(self) -> str:
        return f"{self.base.suite}/{self.base.cluster}"

    @property
    def difference(self) -> float:
        return self.new.content - self.base.content

    @property
    def slices(self) -> Slices:
        """As the base has them, so that both stand in the same ones."""
        return {"suite": (self.base.suite,), **self.base.slices}


class Played(NamedTuple):
    """A case on both sides."""

    case: Case
    base: Play
    new: Play

    @property
    def together(self) -> bool:
        return bool(self.base.together) and self.base.together == self.new.together
