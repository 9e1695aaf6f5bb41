"""Level two of a cache: what was asked before in other words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import ormsgpack
from numpy.typing import NDArray

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Nearness:
    """`vector` makes a unit vector of words. From a cosine of `least` on an earlier question may be the same, and is where `alike` says so of
    both wordings too: vectors alone put "wired mouse" beside "wireless mouse"."""

    vector: Callable[[str], Vector]
    least: float
    alike: Callable[[str, str], bool]

    def packed(self, words: str, exact: str) -> bytes:
        """As it lies among its neighbours; two bytes a dimension are enough to compare by."""
        return ormsgpack.packb([exact, words, self.vector(words).astype(np.float16).tobytes()])

    def nearest(self, words: str, neighbours: Sequence[bytes]) -> str | None:
        """The exact name of the nearest earlier question that is the same in other words."""
        if not neighbours:
            return None
        names, said, vectors = zip(*(ormsgpack.unpackb(each) for each in neighbours), strict=True)
        cosines = np.stack([np.frombuffer(each, np.float16) for each in vectors]).astype(np.float32) @ self.vector(words)
        best = (place for place in np.argsort(-cosines) if cosines[place] >= self.least)
        return next((names[place] for place in best if self.alike(words, said[place])), None)
