"""Near-duplicates don't fill the page: of each set of look-alikes two stay in their places, the others follow after the rest of the window."""

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Vectors

WINDOW = 40  # candidates looked at; none leaves it
_ALIKE = 0.985  # cosine of two titles that differ in a colour or a code
_KEPT = 2


def spread(order: NDArray[np.int64], vectors: Vectors) -> NDArray[np.int64]:
    """`order` (rows, best first) with the look-alikes among its first WINDOW moved back; `vectors` (n, dimensions) are theirs, in that order."""
    size = min(len(order), WINDOW)
    alike = vectors[:size] @ vectors[:size].T >= _ALIKE
    earlier = np.tril(alike, -1).sum(axis=1)
    return np.concatenate([order[:size][earlier < _KEPT], order[:size][earlier >= _KEPT], order[size:]])
