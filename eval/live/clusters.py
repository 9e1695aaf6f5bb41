"""Reasons that say the same, together: comments by the store's embedder, grown together as long as all of a group are near (average linkage)."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

APART = 0.55
"""Cosine distance from which on two groups are two."""
Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def clusters(comments: Sequence[str], embed: Embed) -> list[list[int]]:
    """Places, the largest group first; in each, the one nearest to all others first."""
    if len(comments) < 2:
        return [[place] for place in range(len(comments))]
    from scipy.cluster.hierarchy import fcluster, linkage

    vectors = np.asarray(embed(comments), dtype=np.float64)
    labels = fcluster(linkage(vectors, "average", metric="cosine"), APART, criterion="distance")
    groups = [[int(place) for place in np.flatnonzero(labels == label)] for label in np.unique(labels)]
    ordered = [sorted(group, key=lambda place, group=group: -float(vectors[place] @ vectors[group].sum(0))) for group in groups]  # type: ignore[misc]
    return sorted(ordered, key=len, reverse=True)
