"""How often one system's reply is the better one, ties half, with a 95 % interval.

Raw: the mean of the verdicts, with half a win, half a loss and a tie added (Agresti and Min 2005), so that no sample looks certain.
Corrected: a judge that errs pulls every rate towards one half, and one that likes length pulls it towards the longer; both are measured on controls
(calibration.py) and taken out (Rogan and Gladen 1978, with the controls' own error as in Lang and Reiczigel 2014, by the delta method).
Rectified: where people rated some of the contests, the judge's error is measured on those instead (prediction-powered inference, Angelopoulos,
Duchi and Zrnic 2023), and nothing need be assumed of the judge.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from .calibration import Calibration, Z

Verdicts = NDArray[np.float64]
"""By contest: 1 for the one, -1 for the other, 0 for a tie."""


@dataclass(frozen=True)
class Estimate:
    """`preference` is (wins - losses) / contests, between -1 and 1; `rate` the same between 0 and 1."""

    preference: float
    error: float

    @property
    def interval(self) -> tuple[float, float]:
        return max(-1.0, self.preference - Z * self.error), min(1.0, self.preference + Z * self.error)

    @property
    def rate(self) -> float:
        return 0.5 + min(1.0, max(-1.0, self.preference)) / 2

    @property
    def rates(self) -> tuple[float, float]:
        low, high = self.interval
        return 0.5 + low / 2, 0.5 + high / 2

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves out no difference."""
        low, high = self.interval
        return 1 if low > 0 else -1 if high < 0 else 0

    @property
    def said(self) -> str:
        low, high = self.rates
        return f"{100 * self.rate:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def raw(verdicts: Verdicts) -> Estimate:
    some = len(verdicts) + 2
    mean = float(verdicts.sum()) / some
    square = (float((verdicts**2).sum()) + 1) / some
    return Estimate(mean, sqrt(max(square - mean**2, 0.0) / some))


def corrected(verdicts: Verdicts, longer: Verdicts, numbers: Verdicts, calibration: Calibration) -> Estimate:
    """`longer` and `numbers` say by contest whose reply is the longer and has more digits, in the sense of `verdicts`."""
    seen = raw(verdicts)
    effect = calibration.effects
    means = np.array([longer.mean(), numbers.mean()])
    preference = (seen.preference - float(effect[1:] @ means)) / float(effect[0])
    slope = np.array([-preference, *-means]) / effect[0]
    variance = (seen.error / float(effect[0])) ** 2 + float(slope @ calibration.covariance @ slope)
    return Estimate(preference, sqrt(variance))


def rectified(verdicts: Verdicts, rated: NDArray[np.bool_], truth: Verdicts) -> Estimate:
    """`rated` says which contests people rated, `truth` what they said of those (a mean over raters where there were several).

    The judge's weight is the one that makes the interval smallest: 0 for a judge that knows nothing.
    """
    sample, others = verdicts[rated], verdicts[~rated]
    count, rest = len(truth), len(others)
    if count < 4:
        raise ValueError("at least four contests must be rated")
    spread = float(np.var(verdicts)) if rest else 0.0
    weight = float(np.cov(truth, sample, ddof=1)[0, 1]) / ((1 + count / rest) * spread) if spread > 0 else 0.0
    weight = min(1.0, max(0.0, weight))
    mean = float(truth.mean()) + (weight * (float(others.mean()) - float(sample.mean())) if rest else 0.0)
    left = truth - weight * sample
    variance = float(np.var(left, ddof=2)) / count + (weight**2 * float(np.var(others)) / rest if rest else 0.0)
    return Estimate(mean, sqrt(variance + 1.0 / (count + 1) ** 2 / count) * _student(count - 2))


def _student(freedom: int) -> float:
    """How much wider than the normal's Student's interval is, by the first term of its expansion (Abramowitz and Stegun 26.7.5)."""
    return 1 + (Z**2 + 1) / (4 * freedom)
