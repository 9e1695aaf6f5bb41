"""A judge that leans to the new system in a share of its verdicts, put right by people's ratings of some of the contests: does the interval hold?"""

from dataclasses import dataclass
from random import Random

import numpy as np

from .estimate import raw, rectified

BETTER, WORSE, TIE = 0.5, 0.3, 0.2
CONTESTS = 200
ERROR = 0.1


@dataclass(frozen=True)
class Rectified:
    """Of the repeats: how often the interval covers the truth, its half-width in points of the win rate, and that of the ratings alone."""

    leaning: float
    rated: int
    coverage: float
    width: float
    alone: float


def simulate(leaning: float, rated: int, repeats: int, seed: int = 0) -> Rectified:
    random, covered, width, alone = Random(f"{seed}/{leaning}/{rated}"), 0, 0.0, 0.0
    known = np.arange(CONTESTS) < rated
    for _ in range(repeats):
        truth = np.array(random.choices((1.0, -1.0, 0.0), (BETTER, WORSE, TIE), k=CONTESTS))
        found = rectified(np.array([_verdict(each, leaning, random) for each in truth]), known, truth[known])
        low, high = found.interval
        covered += low <= BETTER - WORSE <= high
        width += 25 * (high - low)
        alone += 25 * (raw(truth[known]).interval[1] - raw(truth[known]).interval[0])
    return Rectified(leaning, rated, covered / repeats, width / repeats, alone / repeats)


def _verdict(truth: float, leaning: float, random: Random) -> float:
    if random.random() < leaning:
        return 1.0
    return truth if random.random() >= ERROR else random.choice((-1.0, 0.0, 1.0))
