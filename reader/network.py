"""The trained encoder in onnxruntime: for each piece of a message log probabilities of acts, clause starts and tags."""

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .heads import Heads, Scores
from .pieces import OVERLAP, Piece, Window, windows

WEIGHTS = Path(__file__).parent / "weights"
REMEMBERED = 1024
"""Texts in the cache."""


class Scored(NamedTuple):
    """Log probabilities per piece: `acts` (pieces, acts), `cuts` (pieces,) of a clause start, `tags` (pieces, tags)."""

    pieces: tuple[Piece, ...]
    acts: Scores
    cuts: Scores
    tags: Scores


class Network:
    """Loads at the first message; thread-safe. Uses one thread, since more would compete in a busy process."""

    def __init__(self, folder: Path = WEIGHTS, heads: Path | None = None) -> None:
        """`heads`: a file of refitted heads (`daogou train`) instead of the folder's."""
        self._folder, self._file, self._lock = folder, heads or folder / "heads.npz", threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None
        self._heads: Heads | None = None
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)

    def scored(self, text: str, topic: str = "", question: str = "") -> Scored:
        """The scores, cached. A long text is read in overlapping windows; a piece takes the window in which it is further from the edge."""
        return self._remembered(text, topic, question)

    def _read(self, text: str, topic: str, question: str) -> Scored:
        heads = self._load()
        pieces: list[Piece] = []
        parts: list[tuple[Scores, Scores, Scores]] = []
        for window in windows(self._tokenizer, text, topic, question):
            acts, cuts, tags = heads.scores(self.hidden(window))
            skip = OVERLAP // 2 if window.first else 0
            keep = window.first + skip  # earlier pieces keep the previous window's scores
            pieces = [*pieces[:keep], *window.pieces[skip:]]
            if parts:
                before = sum(len(one[0]) for one in parts) - keep
                if before > 0:
                    parts[-1] = tuple(one[:-before] for one in parts[-1])  # type: ignore[assignment]
            parts.append((acts[skip:], cuts[skip:, 1], tags[skip:]))
        joined = [np.concatenate([one[place] for one in parts]) for place in range(3)]
        for each in joined:
            each.flags.writeable = False  # the array is cached and shared
        return Scored(tuple(pieces), *joined)

    def hidden(self, window: Window) -> Scores:
        """Hidden vectors of the window's message, (pieces, hidden)."""
        self._load()
        ids = np.array([window.ids], np.int64)
        (told,) = self._session.run(None, {"ids": ids, "mask": np.ones(ids.shape, np.float32)})
        found: Scores = told[0][window.offset : window.offset + len(window.pieces)]
        return found

    def tokenizer(self) -> Any:
        self._load()
        return self._tokenizer

    def _load(self) -> Heads:
        with self._lock:
            if self._heads is None:
                import onnxruntime
                from tokenizers import Tokenizer

                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = options.inter_op_num_threads = 1
                self._tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                self._session = onnxruntime.InferenceSession(str(self._folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
                self._heads = Heads.load(self._file)
            return self._heads
