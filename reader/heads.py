"""The heads of the network: what its hidden vectors say of each piece. They can be fitted anew without the encoder."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


class Heads(NamedTuple):
    """Weights (hidden + 1, classes) with the bias as the last row: of acts, of cuts (no, yes), of tags."""

    acts: Scores
    cuts: Scores
    tags: Scores

    @classmethod
    def load(cls, file: Path) -> "Heads":
        with np.load(file, allow_pickle=False) as kept:
            return cls(kept["acts"], kept["cuts"], kept["tags"])

    def save(self, file: Path) -> None:
        np.savez(file, acts=self.acts, cuts=self.cuts, tags=self.tags)

    def scores(self, hidden: Scores) -> tuple[Scores, Scores, Scores]:
        """Log probabilities (pieces, classes) of each head; `hidden` is (pieces, hidden)."""
        acts, cuts, tags = (log_softmax(hidden @ part[:-1] + part[-1]) for part in self)
        return acts, cuts, tags


def log_softmax(logits: Scores) -> Scores:
    shifted = logits - logits.max(-1, keepdims=True)
    found: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found
