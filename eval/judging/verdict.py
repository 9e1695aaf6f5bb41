"""A comparison judged: votes on the contests and on the controls come in, estimates and a decision go out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .ballot import shown
from .calibration import Calibration, calibrate, signed, worth
from .contest import Contest
from .controls import Control
from .decision import Decision, decide
from .estimate import Estimate, corrected, raw, rectified
from .features import digits
from .votes import Vote, Winners, panel, winners

RATED = 50
"""From so many contests rated by people on, the judge's error is measured on them."""
Rated = Mapping[str, float]
"""By contest: what people said, 1 for the new system, -1 for the base, 0 for a tie; a mean where several rated it."""


@dataclass(frozen=True)
class Verdict:
    """`faults` by judge that decides nothing; the estimates are of those that remain."""

    decision: Decision
    calibrations: Mapping[str, Calibration]
    faults: Mapping[str, tuple[str, ...]]
    winners: Winners
    seen: Estimate | None = None
    true: Estimate | None = None


def judge_comparison(
    contests: Sequence[Contest],
    controls: Sequence[Control],
    votes: Sequence[Vote],
    planted: Sequence[Vote],
    base: str,
    new: str,
    rated: Rated | None = None,
) -> Verdict:
    """`votes` are on the contests, `planted` on the controls, of the same judges."""
    on_controls, on_contests = winners(planted), winners(votes)
    calibrations = worth(controls, planted)
    faults = {judge: calibration.faults for judge, calibration in calibrations.items() if calibration.faults}
    sound = [judge for judge in on_contests if judge in calibrations and judge not in faults]
    together = panel({judge: on_contests[judge] for judge in sound})
    judged = [contest for contest in contests if contest.id in together]
    if len(judged) < 2:
        return Verdict(_without_judges(contests, faults, rated or {}), calibrations, faults, together)
    verdicts = np.array([signed(together[contest.id], new, base) for contest in judged], np.float64)
    calibration = calibrations[sound[0]] if len(sound) == 1 else calibrate(controls, panel({judge: on_controls[judge] for judge in sound}))
    if calibration.faults:
        return Verdict(decide(raw(verdicts), None, calibration.faults), calibrations, faults, together)
    seen, true = raw(verdicts), _true(judged, verdicts, calibration, base, new, rated or {})
    return Verdict(decide(seen, true), calibrations, faults, together, seen, true)


def _without_judges(contests: Sequence[Contest], faults: Mapping[str, tuple[str, ...]], rated: Rated) -> Decision:
    """People decide alone where they rated enough."""
    truth = np.array([rated[contest.id] for contest in contests if contest.id in rated])
    if len(truth) >= RATED:
        people = raw(truth)
        found = decide(people, people)
        return replace(found, why=f"{found.why}, by {len(truth)} contests that people rated; no judge may judge")
    return decide(raw(truth), None, tuple(f"{judge} decides nothing: {'; '.join(found)}" for judge, found in faults.items()))


def _true(judged: Sequence[Contest], verdicts: NDArray[np.float64], calibration: Calibration, base: str, new: str, rated: Rated) -> Estimate:
    known = np.array([contest.id in rated for contest in judged])
    if known.sum() >= RATED:
        return rectified(verdicts, known, np.array([rated[contest.id] for contest in judged if contest.id in rated]))
    longer, numbers = (_signs(judged, feature, base, new) for feature in (len, digits))
    return corrected(verdicts, longer, numbers, calibration)


def _signs(contests: Sequence[Contest], feature: Callable[[str], int], base: str, new: str) -> NDArray[np.float64]:
    """Whose reply has more of it, by contest, as the judges saw them."""
    seen = [shown(contest) for contest in contests]
    return np.sign(np.array([feature(texts[new]) - feature(texts[base]) for texts in seen], np.float64))
