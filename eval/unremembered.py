"""An embedder that embeds every query anew: a benchmark must not be answered from the memory of its own last questions."""

from collections.abc import Sequence
from itertools import cycle

from ..models.embedding import Embedder, Vectors
from .wrapped import Wrapped


class Unremembered(Wrapped):
    """The same model and vectors; a text is known to the memory below with its spaces, and the model doesn't see those."""

    def __init__(self, base: Embedder) -> None:
        super().__init__(base)
        self._spaces = cycle(range(1, 1024))  # more than the memory keeps

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.base.queries([text + " " * next(self._spaces) for text in texts])
