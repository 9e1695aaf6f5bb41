"""The cache's second level: earlier requests in other words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import ormsgpack
from numpy.typing import NDArray

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Nearness:
    """`vector` embeds words as a unit vector. An earlier request matches from a cosine of `least` on if `alike` confirms both wordings: vectors alone
    put "wired mouse" next to "wireless mouse"."""

    vector: Callable[[str], Vector]
    least: float
    alike: Callable[[str, str], bool]

    def packed(self, words: str, exact: str) -> bytes:
        """The stored form of a neighbour; float16 is precise enough to compare."""
        return ormsgpack.packb([exact, words, self.vector(words).astype(np.float16).tobytes()])

    def nearest(self, words: str, neighbours: Sequence[bytes]) -> str | None:
        """Return the exact key of the nearest matching request, or None."""
        if not neighbours:
            return None
        names, said, vectors = zip(*(ormsgpack.unpackb(each) for each in neighbours), strict=True)
        cosines = np.stack([np.frombuffer(each, np.float16) for each in vectors]).astype(np.float32) @ self.vector(words)
        best = (place for place in np.argsort(-cosines) if cosines[place] >= self.least)
        return next((names[place] for place in best if self.alike(words, said[place])), None)
