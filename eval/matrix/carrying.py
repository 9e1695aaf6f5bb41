"""Which prompts carry over from one model to another, and which don't, in sentences; on the same cases, with intervals, never by eye.

The change in points is a difference of paired proportions with the interval of Agresti and Min (2005). A prompt carries over where the loss is surely
smaller than a margin, doesn't where there surely is a loss, and nothing is said where the cases are too few to tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from ..judging.estimate import Estimate, raw
from .label import ordered
from .run import Result

MARGIN = 0.1
"""A loss of so much of the cases, and no more, still counts as carried over."""


@dataclass(frozen=True)
class Carried:
    """`change` is what the share of right answers changes by from `home` to `away`, of the cases that both answered."""

    prompt: str
    home: str
    away: str
    cases: int
    seen: float
    change: Estimate
    margin: float = MARGIN

    @property
    def word(self) -> str:
        if not self.cases:
            return "can't be told"
        low, high = self.change.interval
        return "carries over" if low > -self.margin else "does not carry over" if high < 0 else "can't be told"

    @property
    def sentence(self) -> str:
        if not self.cases:
            return f"Whether {self.prompt} carries over from {self.home} to {self.away} can't be told: no case has an answer of both."
        between = _points(self)
        if self.word == "can't be told":
            whether = f"Whether {self.prompt} carries over from {self.home} to {self.away} can't be told from {self.cases} cases"
            return f"{whether}: right answers change by {between}."
        return f"{self.prompt} {self.word} from {self.home} to {self.away}: right answers change by {between}, of {self.cases} cases."


@dataclass(frozen=True)
class Step:
    """Whether what one version of a prompt won over another on `home` is also won on `away`."""

    older: str
    newer: str
    model: str
    cases: int
    seen: float
    change: Estimate

    @property
    def word(self) -> str:
        return {1: "better than", -1: "worse than", 0: "not shown to differ from"}[self.change.sign if self.cases else 0]


def carried(results: Sequence[Result], home: str, margin: float = MARGIN) -> list[Carried]:
    """Each prompt from `home` to every other model."""
    right = _right(results)
    found = []
    for prompt in dict.fromkeys(result.prompt for result in results):
        for away in dict.fromkeys(result.model for result in results):
            if away != home:
                found.append(Carried(prompt, home, away, *_change(right[prompt, home], right[prompt, away]), margin))
    return found


def steps(results: Sequence[Result]) -> list[Step]:
    """Of the versions of one prompt, each against the one before it, on every model."""
    right, found = _right(results), []
    labels = dict.fromkeys(result.prompt for result in results)
    for _, versions in groupby(sorted(labels, key=ordered), key=lambda label: label.rpartition("@")[0]):
        some = list(versions)
        for older, newer in zip(some, some[1:], strict=False):
            for model in dict.fromkeys(result.model for result in results):
                found.append(Step(older, newer, model, *_change(right[older, model], right[newer, model])))
    return found


def sentences(results: Sequence[Result], home: str, margin: float = MARGIN) -> list[str]:
    """What a reader wants to know: which prompts carry over, and which improvements do."""
    return [one.sentence for one in carried(results, home, margin)] + _improvements(steps(results), home)


def _improvements(found: Sequence[Step], home: str) -> list[str]:
    said = []
    by_pair: dict[tuple[str, str], list[Step]] = {}
    for step in found:
        by_pair.setdefault((step.older, step.newer), []).append(step)
    for (older, newer), on in by_pair.items():
        parts = [f"{step.word} {older} on {step.model} ({_points(step)})" for step in sorted(on, key=lambda step: step.model != home)]
        at_home = next((step.change.sign for step in on if step.model == home and step.cases), 0)
        lost = [step.model for step in on if at_home and step.cases and step.change.sign == -at_home]
        end = f"; what it changes on {home} turns round on {', '.join(lost)}" if lost else ""
        said.append(f"{newer} is {'; '.join(parts)}{end}.")
    return said


def _right(results: Sequence[Result]) -> Mapping[tuple[str, str], dict[str, bool]]:
    """By prompt and model: case -> whether the answer was right; cases without an answer are left out."""
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for result in results:
        by_case = found.setdefault((result.prompt, result.model), {})
        if not result.failed:
            by_case[result.case] = result.right and result.formed
    return found


def _change(before: Mapping[str, bool], after: Mapping[str, bool]) -> tuple[int, float, Estimate]:
    """Of the cases that have both: how many they are, the change as seen, and what it may be."""
    shared = [float(after[case]) - float(before[case]) for case in before if case in after]
    return len(shared), sum(shared) / max(1, len(shared)), raw(np.array(shared, np.float64))


def _points(of: Carried | Step) -> str:
    if not of.cases:
        return "no case has both answers"
    low, high = of.change.interval
    return f"{100 * of.seen:+.0f} points ({100 * low:+.0f} to {100 * high:+.0f})"
