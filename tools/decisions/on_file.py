"""What is on file of one product that answers a free question about it."""

from dataclasses import dataclass
from typing import Literal

from .reviews import Quoted

Source = Literal["record", "description", "title", "answer", "review"]
SOURCES: tuple[Source, ...] = ("record", "answer", "description", "title", "review")
"""The surest first: a buyer's own words weigh less than the seller's, and his less than a field of the record."""


@dataclass(frozen=True)
class Line:
    """One sentence or field. `text` is what it is found by, `quoted` what may be cited of it; `attribute` of the record, `question` of an answer that
    the seller gave to somebody else."""

    text: str
    quoted: Quoted
    source: Source
    attribute: str = ""
    question: str = ""


@dataclass(frozen=True)
class Found:
    """`lines` answer, the surest source first; with none of them nothing on file speaks of it. `nearly`: they come nearest, and don't say it
    outright. `verdict`: yes or no, where the text itself says so. `disputed`: the lines contradict each other. `asked` is the question, `side` which
    of the things that it names the lines say; `best` the line that comes nearest, told or not, `sure` how sure the first is, 0-1."""

    asked: str
    lines: tuple[Line, ...] = ()
    nearly: bool = False
    verdict: bool | None = None
    disputed: bool = False
    best: Line | None = None
    sure: float = 0.0
    side: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        return bool(self.lines) and not self.nearly
