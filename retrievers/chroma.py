"""Chroma as the durable home of the vectors and, above the size where a scan is quick, as the index that is asked.

Embedded in the generation's folder, or a server (`DAOGOU_CHROMA_URL`). A collection belongs to one set of vectors: `chroma.json` beside the index
names it, so that a copied generation goes on with it until a vector changes. chromadb takes 0.8 s to import: only where it is used.
"""

import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from ..models.embedding import Vectors
from ..schema.errors import OutsideError
from ..schema.settings import Settings

_BATCH = 5000  # Chroma takes at most 5,461
_EF = 400  # breadth of its search: at 200,000 rows recall@100 is 0.86 at 100, 0.96 at 400
_lock = threading.Lock()
_opened: dict[tuple[str, str], "ChromaVectors"] = {}


class ChromaVectors:
    """One collection of vectors by row number."""

    def __init__(self, folder: Path, url: str | None, name: str) -> None:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        quiet = ChromaSettings(anonymized_telemetry=False)
        try:
            self._client: Any = _server(chromadb, url, quiet) if url else chromadb.PersistentClient(str(folder), settings=quiet)
            self._collection = self._client.get_or_create_collection(
                name, embedding_function=None, metadata={"hnsw:space": "cosine", "hnsw:search_ef": _EF}
            )
        except Exception as error:  # it raises types of many libraries
            raise OutsideError(f"Chroma did not open at {url or folder} ({type(error).__name__}): check DAOGOU_CHROMA_URL or the folder.") from error

    def upsert(self, rows: Sequence[int], vectors: Vectors) -> None:
        for start in range(0, len(rows), _BATCH):
            some = rows[start : start + _BATCH]
            self._collection.upsert(ids=[str(row) for row in some], embeddings=vectors[start : start + _BATCH])

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


def opened(generation: Path, settings: Settings) -> ChromaVectors:
    """The generation's collection, opened once a process. Raises OutsideError."""
    key = (str(generation), settings.chroma_url or "")
    with _lock:
        if key not in _opened:
            _opened[key] = ChromaVectors(generation / "chroma", settings.chroma_url, _name(generation) or "products")
        return _opened[key]


def close(generation: Path) -> None:
    """Let go of a generation that nobody reads any more."""
    with _lock:
        for key in [key for key in _opened if key[0] == str(generation)]:
            _opened.pop(key).close()


def store(generation: Path, settings: Settings, rows: NDArray[np.int64], vectors: Vectors, removed: Sequence[int]) -> None:
    """Put changed `rows` of `vectors` (all rows, dimensions) in place and take `removed` out.

    On a server the last generation may still be read, so that the whole set goes to a collection of its own.
    """
    name = "products" if settings.chroma_url is None else f"daogou-{uuid4().hex[:12]}"
    collection = ChromaVectors(generation / "chroma", settings.chroma_url, name)
    try:
        if settings.chroma_url is not None:
            rows = np.flatnonzero(vectors.any(axis=1))
        collection.upsert(rows.tolist(), vectors[rows])
        if settings.chroma_url is None:
            collection.delete(list(removed))
    finally:
        collection.close()
    (generation / "chroma.json").write_text(json.dumps({"collection": name}), "utf-8")


def _name(generation: Path) -> str | None:
    try:
        name = json.loads((generation / "chroma.json").read_text("utf-8"))["collection"]
    except (OSError, ValueError, KeyError):
        return None
    return str(name)


def _server(chromadb: Any, url: str, settings: Any) -> Any:
    address = urlsplit(url if "//" in url else f"http://{url}")
    return chromadb.HttpClient(host=address.hostname, port=address.port or 8000, ssl=address.scheme == "https", settings=settings)
