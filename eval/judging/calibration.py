"""How a judge reads: what a true difference, a longer text and more numbers do to its verdicts, estimated on planted controls.

verdict = discrimination * better + pull * longer + pull * more numbers, by least squares; the covariance is that of MacKinnon and White (1985), HC3.
The design is orthogonal, so that none takes credit for another.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .controls import LEFT, RIGHT, Design
from .votes import Vote, Winners, winners

Z = 1.959964
LEAST = 0.3
"""A judge whose verdicts follow the truth no more than this (1: always, 0: never) is no judge."""
TOLERATED = 0.15
"""A pull above this towards the longer, or the one with more numbers, disqualifies; one below, or towards the shorter, is corrected for."""
MOSTLY = 0.5
"""A judge of whose answers fewer than so many can be read says nothing of what is compared."""
_PULLS = ("the longer", "the one with more numbers")


@dataclass(frozen=True)
class Calibration:
    """`effects` are (discrimination, pull of length, pull of numbers), with their covariance; from `count` controls that were judged."""

    effects: NDArray[np.float64]
    covariance: NDArray[np.float64]
    count: int
    unread: str = ""
    """Where hardly an answer could be read: of how many, and an example."""

    @property
    def errors(self) -> NDArray[np.float64]:
        return np.sqrt(np.diag(self.covariance))

    @property
    def faults(self) -> tuple[str, ...]:
        """Why this judge can't decide anything; empty where it can."""
        if not self.count:
            return (self.unread or "it judged no planted control",)
        surely = self.effects[0] - Z * self.errors[0]
        found = [self.unread] if self.unread else []
        if not surely > LEAST:
            found.append(f"its verdicts follow the truth of planted controls by {self.effects[0]:.2f} (surely {surely:.2f}; {LEAST} is needed)")
        for name, effect in zip(_PULLS, self.effects[1:], strict=True):
            if effect > TOLERATED:
                found.append(f"it prefers {name} by {effect:.2f} where that is no merit ({TOLERATED} is tolerated)")
        return tuple(found)


def worth(controls: Sequence[Design], votes: Sequence[Vote]) -> dict[str, Calibration]:
    """By judge, from its votes on the controls."""
    by_judge: dict[str, list[Vote]] = defaultdict(list)
    for vote in votes:
        by_judge[vote.judge].append(vote)
    return {judge: replace(calibrate(controls, found), unread=_unread(by_judge[judge])) for judge, found in winners(votes).items()}


def _unread(votes: Sequence[Vote]) -> str:
    failed = [vote for vote in votes if vote.failed]
    if len(failed) < MOSTLY * len(votes):
        return ""
    few = "none" if len(failed) == len(votes) else f"only {len(votes) - len(failed)}"
    return f"{few} of its {len(votes)} answers on planted controls could be read (the last: {failed[-1].failed.rstrip('.')})"


def calibrate(controls: Sequence[Design], winners: Winners) -> Calibration:
    """From the winners (`left`, `right`, None) of the controls; those that weren't judged are left out."""
    rows = [control for control in controls if control.id in winners]
    design = np.array([(one.better, one.longer, one.numbers) for one in rows], np.float64).reshape(-1, 3)
    verdicts = np.array([signed(winners[one.id], LEFT, RIGHT) for one in rows], np.float64)
    if np.linalg.matrix_rank(design) < 3:
        return Calibration(np.zeros(3), np.eye(3), len(rows))
    inverse = np.linalg.inv(design.T @ design)
    effects = inverse @ design.T @ verdicts
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    residuals = (verdicts - design @ effects) / np.maximum(1 - leverage, 1e-9)
    middle = (design * (residuals**2)[:, None]).T @ design
    floor = np.diag(np.full(3, 1.0 / (len(rows) + 1) ** 2))  # a judge that never errs here may err once in n + 1
    return Calibration(effects, inverse @ middle @ inverse + floor, len(rows))


def signed(winner: str | None, positive: str, negative: str) -> int:
    return {positive: 1, negative: -1}.get(winner or "", 0)
