"""An embedder around another, by whose name it goes: what a benchmark changes of it is a subclass."""

from collections.abc import Sequence

from ..models.embedding import Embedder, Vectors


class Wrapped:
    """Everything as `base` does it."""

    def __init__(self, base: Embedder) -> None:
        self.base = base

    @property
    def name(self) -> str:
        return self.base.name

    @property
    def dimensions(self) -> int:
        return self.base.dimensions

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.base.queries(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.base.passages(texts)
