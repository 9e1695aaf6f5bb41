"""A comparison judged: votes on the contests and on the controls come in, a win rate with its 95 % interval and a decision go out.

Raw: the mean of the verdicts, with half a win, half a loss and a tie added (Agresti and Min 2005), so that no sample looks certain. Corrected: what
the controls show of a judge's errors and pulls (calibration.py) is taken out (Rogan and Gladen 1978, with the controls' own error as in Lang and
Reiczigel 2014, by the delta method). Where people rated enough of the contests, what they said stands instead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .ballot import shown
from .calibration import Calibration, Z, calibrate, signed, worth
from .contest import Contest
from .controls import Control, digits
from .votes import Vote, Winners, panel, winners

RATED = 50
"""From so many contests rated by people on, these decide."""
Rated = Mapping[str, float]
"""By contest: what people said, 1 for the new system, -1 for the base, 0 for a tie; a mean where several rated it."""
Verdicts = NDArray[np.float64]
"""By contest: 1 for the one, -1 for the other, 0 for a tie."""
Word = Literal["better", "worse", "no difference shown", "undecided"]
_WORDS: dict[int, Word] = {1: "better", -1: "worse", 0: "no difference shown"}


@dataclass(frozen=True)
class Estimate:
    """`preference` is (wins - losses) / contests, between -1 and 1; `rate` the same between 0 and 1."""

    preference: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        return max(-1.0, self.preference - Z * self.error), min(1.0, self.preference + Z * self.error)

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves out no difference."""
        low, high = self.interval
        return 1 if low > 0 else -1 if high < 0 else 0

    @property
    def said(self) -> str:
        rate, low, high = (50 + 50 * min(1.0, max(-1.0, value)) for value in (self.preference, *self.interval))
        return f"{rate:.1f} % ({low:.1f} to {high:.1f})"


@dataclass(frozen=True)
class Verdict:
    """`faults` by judge that decides nothing; the estimates are of those that remain."""

    word: Word
    why: str
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
    people = np.array([rated[contest.id] for contest in contests if contest.id in rated]) if rated else np.zeros(0)
    judged = [contest for contest in contests if contest.id in together]
    seen, true, why = None, None, [f"{judge} decides nothing: {'; '.join(found)}" for judge, found in faults.items()]
    if len(judged) > 1:
        verdicts = np.array([signed(together[contest.id], new, base) for contest in judged], np.float64)
        calibration = calibrations[sound[0]] if len(sound) == 1 else calibrate(controls, panel({judge: on_controls[judge] for judge in sound}))
        seen, why = raw(verdicts), list(calibration.faults)
        if not why:
            longer, numbers = (_signs(judged, feature, base, new) for feature in (len, digits))
            true = corrected(verdicts, longer, numbers, calibration)
    if len(people) >= RATED:
        said = raw(people)
        return Verdict(
            _WORDS[said.sign],
            f"win rate {said.said}, ties half, by {len(people)} contests that people rated",
            calibrations,
            faults,
            together,
            seen,
            said,
        )
    return Verdict(*decided(seen, true, why), calibrations, faults, together, seen if true else None, true)


def decided(seen: Estimate | None, true: Estimate | None, faults: Sequence[str] = ()) -> tuple[Word, str]:
    """`seen` are the verdicts as they came, `true` with the judges' errors and pulls taken out; both must say the same, or nothing is decided."""
    if seen is None or true is None:
        return "undecided", "; ".join(faults) or "no judge gave a verdict"
    if true.sign == seen.sign:
        return _WORDS[true.sign], f"win rate {true.said}, ties half"
    if seen.sign and not true.sign:
        return "undecided", f"the verdicts ({seen.said}) are no more than what the judges' pulls and errors explain ({true.said})"
    if not seen.sign:
        return "no difference shown", f"win rate {seen.said} as judged; a difference appears only in the correction ({true.said})"
    return "undecided", f"the verdicts ({seen.said}) turn round when the judges' pulls are taken out ({true.said})"


def raw(verdicts: Verdicts) -> Estimate:
    some = len(verdicts) + 2
    mean = float(verdicts.sum()) / some
    square = (float((verdicts**2).sum()) + 1) / some
    return Estimate(mean, sqrt(max(square - mean**2, 0.0) / some))


def corrected(verdicts: Verdicts, longer: Verdicts, numbers: Verdicts, calibration: Calibration) -> Estimate:
    """`longer` and `numbers` say by contest whose reply is the longer and has more digits, in the sense of `verdicts`."""
    seen, effect = raw(verdicts), calibration.effects
    means = np.array([longer.mean(), numbers.mean()])
    preference = (seen.preference - float(effect[1:] @ means)) / float(effect[0])
    slope = np.array([-preference, *-means]) / effect[0]
    return Estimate(preference, sqrt((seen.error / float(effect[0])) ** 2 + float(slope @ calibration.covariance @ slope)))


def _signs(contests: Sequence[Contest], feature: Callable[[str], int], base: str, new: str) -> Verdicts:
    """Whose reply has more of it, by contest, as the judges saw them."""
    seen = [shown(contest) for contest in contests]
    return np.sign(np.array([feature(texts[new]) - feature(texts[base]) for texts in seen], np.float64))
