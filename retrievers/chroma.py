"""Chroma as the durable home of the vectors and, above the size where a scan is quick, as the index that is asked.

Embedded in the store, or a server (`DAOGOU_CHROMA_URL`) with one collection a vector set. chromadb takes 0.8 s to import: only where it is used.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Vectors
from ..schema.errors import OutsideError

_BATCH = 5000  # Chroma takes at most 5,461


class ChromaVectors:
    """A collection of vectors by row number."""

    def __init__(self, folder: Path, url: str | None, name: str) -> None:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        settings = ChromaSettings(anonymized_telemetry=False)
        try:
            self._client: Any = self._server(chromadb, url, settings) if url else chromadb.PersistentClient(str(folder), settings=settings)
            self._collection = self._client.get_or_create_collection(
                name, embedding_function=None, metadata={"hnsw:space": "cosine", "hnsw:search_ef": 400}
            )
        except Exception as error:  # it raises types of many libraries
            raise OutsideError(f"Chroma did not open at {url or folder} ({type(error).__name__}: {error}).") from error

    @staticmethod
    def _server(chromadb: Any, url: str, settings: Any) -> Any:
        address = urlsplit(url if "//" in url else f"http://{url}")
        return chromadb.HttpClient(host=address.hostname, port=address.port or 8000, ssl=address.scheme == "https", settings=settings)

    def upsert(self, rows: Sequence[int], vectors: Vectors, progress: Callable[[int], None] = lambda done: None) -> None:
        for start in range(0, len(rows), _BATCH):
            some = rows[start : start + _BATCH]
            self._collection.upsert(ids=[str(row) for row in some], embeddings=vectors[start : start + _BATCH])
            progress(len(some))

    def delete(self, rows: Sequence[int]) -> None:
        for start in range(0, len(rows), _BATCH):
            self._collection.delete(ids=[str(row) for row in rows[start : start + _BATCH]])

    def query(self, vector: Vectors, k: int) -> NDArray[np.int64]:
        """Rows nearest to `vector` (dimensions,), nearest first, whatever the mask. Raises OutsideError."""
        try:
            found = self._collection.query(query_embeddings=vector[None, :], n_results=k, include=[])
        except Exception as error:
            raise OutsideError(f"Chroma did not answer ({type(error).__name__}).") from error
        return np.array([int(row) for row in found["ids"][0]], np.int64)

    def count(self) -> int:
        return int(self._collection.count())

    def close(self) -> None:
        """Else 12 file handles of the generation stay open."""
        if hasattr(self._client, "close"):
            self._client.close()
