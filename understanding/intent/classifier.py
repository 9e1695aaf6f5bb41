"""A linear classifier of intents over hashed features: trained by `make train-intents`, used with numpy alone."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ...schema.reading import Intent

WEIGHTS = Path(__file__).parents[1] / "weights" / "intents.npz"
SLOTS = 1 << 15
"""Features are hashed to so many places: no list of them is kept, and a new one needs none."""
INTENTS: tuple[Intent, ...] = get_args(Intent)


def slots(features: Iterable[str]) -> list[int]:
    """Where the features stand in the weights; the same in every process."""
    return sorted({crc32(feature.encode()) % SLOTS for feature in features})


class Classifier:
    """`steps` (slots, intents) are the weights in units of `scale`; `bias` one an intent."""

    def __init__(self, steps: NDArray[np.int8], scale: float, bias: NDArray[np.float32]) -> None:
        self._steps, self._scale, self._bias = steps, scale, bias

    @classmethod
    def quantised(cls, weights: NDArray[np.floating], bias: NDArray[np.floating]) -> "Classifier":
        scale = float(np.float32(np.abs(weights).max() / 127)) or 1.0
        return cls(np.rint(weights / scale).astype(np.int8), scale, bias.astype(np.float32))

    @classmethod
    def load(cls, file: Path) -> "Classifier":
        with np.load(file) as kept:
            steps = np.zeros((SLOTS, len(INTENTS)), np.int8)
            steps[kept["slots"]] = kept["steps"]
            return cls(steps, float(kept["scale"]), kept["bias"])

    def save(self, file: Path) -> None:
        used = np.flatnonzero(self._steps.any(axis=1)).astype(np.uint16)
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(file, slots=used, steps=self._steps[used], scale=np.float32(self._scale), bias=self._bias)

    def probabilities(self, features: Sequence[str]) -> dict[Intent, float]:
        """By intent; they add up to 1."""
        scores = self._steps[slots(features)].sum(axis=0, dtype=np.int32) * self._scale + self._bias
        powers = np.exp(scores - scores.max())
        return dict(zip(INTENTS, (powers / powers.sum()).tolist(), strict=True))


@cache
def classifier() -> Classifier:
    """The one that comes with the package, read at first use."""
    return Classifier.load(WEIGHTS)
