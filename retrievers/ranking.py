"""The score of a candidate: a sum of parts, each a feature times its weight.

The weights were tuned on half of Chorus's judgements, with five-fold cross-validation (docs/decisions/retrieval.md). They are few, round, and on a
plateau: half or one and a half of each moves no figure by much.
"""

import numpy as np
from numpy.typing import NDArray

from .dense import Nearest
from .features import Feature, Matches

ASKED = {
    "words": 1.0,
    "dense": 0.8,
    "modifier": -0.3,
    "category": 0.6,
    "misfit": -0.6,
    "called": -0.3,
}  # how far it is what was asked for
APART = 0.1  # of the dense part, where none of the words is there
LIKED = {"wishes": 0.3, "said": 0.4, "popularity": 0.05}  # and how far one would like it
NAMED = ("words", "dense")  # parts that tell goods from others
PLAIN, CHOSEN = 0.25, 4.0  # of these parts, and of popularity, where the words only name the shelf: all that lies there is what was asked for

Parts = dict[str, Feature]


def asked(
    matches: Matches | None, cosines: Feature | None, nearest: Nearest | None, in_category: NDArray[np.bool_] | None, misfit: NDArray[np.bool_]
) -> Parts:
    """Weighted features (rows,) of what was asked for. None: nothing of that kind was asked.

    The dense part is the cosine's place between what is usual in the catalogue and the best, so that it means the same for every model and query;
    it counts the less, the fewer of the words are there: a vector that is near is no word that lacks.
    """
    parts: Parts = {"misfit": misfit.astype(np.float32)}
    if matches is not None:
        parts |= {"words": matches.words, "modifier": matches.modifier}
    if cosines is not None and nearest is not None:
        parts["dense"] = np.maximum(cosines - nearest.usual, 0) / max(nearest.highest - nearest.usual, 1e-6)
        parts["dense"] *= 1.0 if matches is None else APART + (1 - APART) * matches.covered**2
    if in_category is not None:
        parts["category"] = in_category.astype(np.float32)
    return {name: (ASKED[name] * values).astype(np.float32) for name, values in parts.items()}


def plain(parts: Parts, called: NDArray[np.bool_]) -> Parts:
    """The parts where the words asked for name the shelf alone: titles that say so louder are no better goods, and what isn't `called`
    so at all comes behind."""
    known = {name: np.float32(PLAIN) * values if name in NAMED else values for name, values in parts.items()}
    return {**known, "called": np.float32(ASKED["called"]) * ~called}


def total(parts: Parts, rows: int) -> Feature:
    """The parts' sum, (rows,)."""
    score = np.zeros(rows, np.float32)
    for values in parts.values():
        score += values
    return score
