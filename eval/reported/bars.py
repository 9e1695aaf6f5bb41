"""Small pictures for rows of a table: wins, ties and losses; an interval about nothing; a figure beside its target."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDE = 120


@dataclass(frozen=True)
class Outcome:
    """Widths of one bar, of WIDE together; what is there at all can be seen."""

    losses: float
    ties: float
    wins: float


@dataclass(frozen=True)
class Whisker:
    """An interval and its middle, and where nothing would be."""

    low: float
    middle: float
    high: float
    zero: float = WIDE / 2


def outcome(losses: int, ties: int, wins: int) -> Outcome:
    total = losses + ties + wins
    parts = [max(3.0, each / total * WIDE) if each else 0.0 for each in (losses, ties, wins)]
    return Outcome(*(round(each * WIDE / sum(parts), 1) for each in parts))


def whisker(low: float, middle: float, high: float, bound: float) -> Whisker:
    """`bound`: what the ends of the picture stand for."""
    return Whisker(*(round((1 + min(1.0, max(-1.0, each / bound))) * WIDE / 2, 1) for each in (low, middle, high)))


def bound_of(values: Iterable[float], least: float) -> float:
    return max(least, *(abs(each) for each in values), 0.0)
