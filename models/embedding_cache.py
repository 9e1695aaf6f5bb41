"""On-disk cache of vectors by text and model, so that an interrupted ingest resumes without embedding anything twice."""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from .embedding import Embedder, Vectors

_LOOKUP = 500  # hashes per SELECT


def text_hash(text: str) -> bytes:
    """16 bytes of BLAKE2b: among a billion texts, two share a hash with a probability of 1e-21."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def kept(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    """Passage vectors of `texts`, (n, dimensions), embedded once on this machine where its cache folder can be written: what a shelf's values and the
    ways to ask for a trade's needs are called is asked for by each process anew."""
    with suppress(sqlite3.Error):
        if (found := _in_cache_folder()) is not None:
            return found.embed(embedder, texts)
    return embedder.passages(texts).astype(np.float16).astype(np.float32)  # the same, kept or not


class EmbeddingCache:
    """One SQLite file. Vectors are stored as float16, which changes a cosine by less than 0.001."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute("CREATE TABLE IF NOT EXISTS vectors (model TEXT, hash BLOB, vector BLOB NOT NULL, PRIMARY KEY (model, hash)) WITHOUT ROWID")

    def get(self, model: str, hashes: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The cached vectors of `hashes`, each (dimensions,)."""
        found: dict[bytes, Vectors] = {}
        with self._lock:
            for start in range(0, len(hashes), _LOOKUP):
                some = hashes[start : start + _LOOKUP]
                marks = ",".join("?" * len(some))
                rows = self._db.execute(f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({marks})", (model, *some))  # noqa: S608 - only marks
                found.update((key, np.frombuffer(vector, np.float16).astype(np.float32)) for key, vector in rows)
        return found

    def put(self, model: str, hashes: Iterable[bytes], vectors: Vectors) -> None:
        rows = ((model, key, vector.tobytes()) for key, vector in zip(hashes, vectors.astype(np.float16), strict=True))
        with self._lock, self._db:
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def embed(self, embedder: Embedder, texts: Sequence[str], progress: Callable[[int], None] = lambda done: None, batch: int = 256) -> Vectors:
        """Passage vectors of `texts`, (n, dimensions), from the cache or embedded and cached in batches. `progress` gets the count of each step."""
        hashes = [text_hash(text) for text in texts]
        known = self.get(embedder.name, list(dict.fromkeys(hashes)))
        progress(sum(key in known for key in hashes))
        missing = list({key: text for key, text in zip(hashes, texts, strict=True) if key not in known}.items())
        for start in range(0, len(missing), batch):
            keys, some = zip(*missing[start : start + batch], strict=True)
            vectors = embedder.passages(some).astype(np.float16).astype(np.float32)  # rounded as the cache rounds
            self.put(embedder.name, keys, vectors)
            known.update(zip(keys, vectors, strict=True))
            progress(len(some))
        return np.stack([known[key] for key in hashes]) if hashes else np.zeros((0, embedder.dimensions), np.float32)

    def export(self, model: str, file: Path) -> int:
        """Write a model's vectors as a compressed npz and return n: `hashes` (n, 16) uint8, `vectors` (n, dimensions) float16, `model`."""
        with self._lock:
            rows = self._db.execute("SELECT hash, vector FROM vectors WHERE model = ? ORDER BY hash", (model,)).fetchall()
        hashes = np.array([list(key) for key, _ in rows], np.uint8)
        np.savez_compressed(file, model=model, hashes=hashes, vectors=np.array([np.frombuffer(vector, np.float16) for _, vector in rows]))
        return len(rows)

    def prefill(self, file: Path) -> str:
        """Load a file written by `export` and return its model's name."""
        with np.load(file) as stored:
            model = str(stored["model"])
            self.put(model, (bytes(row) for row in stored["hashes"]), stored["vectors"])
        return model

    def close(self) -> None:
        self._db.close()


@cache
def _in_cache_folder() -> EmbeddingCache | None:
    with suppress(OSError, sqlite3.Error):
        (folder := user_cache_path("daogou")).mkdir(parents=True, exist_ok=True)
        return EmbeddingCache(folder / "vectors.sqlite")
    return None
