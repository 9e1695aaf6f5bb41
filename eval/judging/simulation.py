"""Judges of which we know what they are, on comparisons of which we know the truth, again and again: `python -m daogou.eval judges`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from random import Random

import numpy as np

from .contest import Contest
from .controls import controls
from .hearing import hear
from .judge import Judge
from .scripted import AtRandom, First, Leaning, Longer, MoreNumbers, Right
from .verdict import Verdict, judge_comparison
from .votes import Vote
from .world import BASE, NEW, World, contests

REPEATS = 1000
CONTESTS = 200
ERROR = 0.1

Panel = list[Judge]


def panels(seed: int) -> dict[str, Panel]:
    """Who judges, by what is known of them; judges of different panels have names of their own."""
    right = [Right(ERROR, f"right {number}", seed + number) for number in range(6)]
    return {
        "always the first": [First()],
        "always the longer": [Longer()],
        "always the shorter": [Longer("shorter", -1)],
        "always more numbers": [MoreNumbers()],
        "at random": [AtRandom(seed=seed)],
        "right, errs 10 %": [right[0]],
        "right, in 30 % the longer": [Leaning(right[1], Longer(), 0.3, "leaning 1", seed)],
        "right, in 10 % the longer": [Leaning(right[2], Longer(), 0.1, "leaning 2", seed)],
        "right, in 30 % the shorter": [Leaning(right[5], Longer("shorter", -1), 0.3, "leaning 4", seed)],
        "right, in 30 % the first": [Leaning(right[3], First(), 0.3, "leaning 3", seed)],
        "three: right, first, longer": [right[4], First("first 2"), Longer("longer 2")],
        "three right ones, 10, 20, 30 %": [Right(error, f"right, errs {error}", seed + place) for place, error in enumerate((0.1, 0.2, 0.3))],
    }


@dataclass
class Tally:
    """What a judge's comparisons came to in one world."""

    world: World
    judge: str
    words: Counter[str] = field(default_factory=Counter)
    covered: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        self.words[verdict.decision.word] += 1
        if verdict.true is not None:
            low, high = verdict.true.interval
            self.covered.append(low <= self.world.preference <= high)
            self.widths.append((high - low) / 2)
            self.rates.append(verdict.true.rate)

    @property
    def repeats(self) -> int:
        return sum(self.words.values())

    @property
    def wrong(self) -> int:
        """Decided against the truth, or where there is no difference."""
        truth = np.sign(round(self.world.preference, 9))
        return (self.words["better"] if truth <= 0 else 0) + (self.words["worse"] if truth >= 0 else 0)

    @property
    def decided(self) -> int:
        return self.words["better"] + self.words["worse"]

    @property
    def comes_through(self) -> float:
        """The share decided as the truth is."""
        return (self.decided - self.wrong) / self.repeats

    @property
    def coverage(self) -> float:
        return float(np.mean(self.covered)) if self.covered else float("nan")


def simulate(world: World, repeats: int, count: int = CONTESTS, seed: int = 0, named: Collection[str] = ()) -> dict[str, Tally]:
    """Each repeat draws contests and controls anew; every panel (or those `named`) sees the same ones."""
    tallies = {name: Tally(world, name) for name in panels(0) if not named or name in named}
    for number in range(repeats):
        drawn = contests(world, count, Random(f"{seed}/{world.name}/{number}"))
        for name, verdict in _judged(drawn, tallies, 10 * number):
            tallies[name].add(verdict)
    return tallies


def _judged(drawn: list[Contest], named: Collection[str], seed: int) -> Iterator[tuple[str, Verdict]]:
    planted = controls(drawn, seed=seed)
    sitting = {name: panel for name, panel in panels(seed).items() if name in named}
    everybody = [judge for panel in sitting.values() for judge in panel]
    votes = _by_judge(hear(drawn, everybody, seed))
    on_controls = _by_judge(hear([control.contest for control in planted], everybody, seed))
    for name, panel in sitting.items():
        theirs, on_theirs = ([vote for judge in panel for vote in found[judge.name]] for found in (votes, on_controls))
        yield name, judge_comparison(drawn, planted, theirs, on_theirs, BASE, NEW)


def _by_judge(votes: list[Vote]) -> dict[str, list[Vote]]:
    found: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        found[vote.judge].append(vote)
    return found
