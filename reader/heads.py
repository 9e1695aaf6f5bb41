"""The network's heads: from hidden vectors to scores per piece. They can be refitted without the encoder."""

from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ..schema.errors import InputError
from .labels import ACTS, TAGS

Scores = NDArray[np.float32]


class Heads(NamedTuple):
    """Weights (hidden + 1, classes), the bias as last row: acts, cuts (no, yes), tags."""

    acts: Scores
    cuts: Scores
    tags: Scores

    @classmethod
    def load(cls, file: Path) -> "Heads":
        """Raises InputError if the file is missing or doesn't fit this version."""
        try:
            with np.load(file, allow_pickle=False) as kept:
                heads = cls(kept["acts"], kept["cuts"], kept["tags"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise InputError(f"The heads of the built-in reader can't be read from {file} ({error}); `daogou train` makes such a file.") from error
        if [part.shape[1:] for part in heads] != [(len(ACTS),), (2,), (len(TAGS),)]:
            raise InputError(f"{file} has heads for other acts and labels than this version's; run `daogou train` to make new ones.")
        return heads

    def save(self, file: Path) -> None:
        """Raises InputError if the file can't be written."""
        try:
            with file.open("wb") as out:  # given a path, numpy would append .npz
                np.savez(out, acts=self.acts, cuts=self.cuts, tags=self.tags)
        except OSError as error:
            raise InputError(f"{file} can't be written: {error}.") from error

    def scores(self, hidden: Scores) -> tuple[Scores, Scores, Scores]:
        """Log probabilities (pieces, classes) of each head; `hidden` is (pieces, hidden)."""
        acts, cuts, tags = (log_softmax(hidden @ part[:-1] + part[-1]) for part in self)
        return acts, cuts, tags


def log_softmax(logits: Scores) -> Scores:
    shifted = logits - logits.max(-1, keepdims=True)
    found: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found
