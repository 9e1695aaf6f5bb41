"""The timeline of a turn, a bar per stage. A reply has durations only, so a bar begins where the stages that it waited for end; time between stages
isn't shown."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

BESIDE = frozenset({"internal_retrieval", "external_search", "planning", "remember"})
"""Stages that run in parallel; every other waits for all before it."""


class Bar(NamedTuple):
    stage: str
    start_ms: float
    ms: float

    @property
    def end_ms(self) -> float:
        return self.start_ms + self.ms


class Timeline:
    """Drawn by `Timeline(reply.timings_ms)` in the last line of a cell."""

    def __init__(self, timings_ms: Mapping[str, float], language: str = "en") -> None:
        self.timings_ms, self.language = timings_ms, language

    def _repr_html_(self) -> str:
        from .html import html

        return html("timeline", self)


def bars(timings_ms: Mapping[str, float]) -> list[Bar]:
    """The bars in the order of the stages."""
    found: list[Bar] = []
    for _, stages in groupby(timings_ms.items(), key=_step):
        start = max((bar.end_ms for bar in found), default=0.0)
        found += _from(start, stages)
    return found


def _step(timed: tuple[str, float]) -> str:
    return "beside" if timed[0] in BESIDE else timed[0]


def _from(start: float, stages: Iterable[tuple[str, float]]) -> list[Bar]:
    return [Bar(stage, start, ms) for stage, ms in stages]
