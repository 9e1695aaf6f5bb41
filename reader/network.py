"""The trained encoder in onnxruntime: of each piece of a message the likely act, whether a clause begins there, and the likely tag."""

import threading
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .pieces import OVERLAP, Piece, windows

WEIGHTS = Path(__file__).parent / "weights"
Scores = NDArray[np.float32]


class Scored(NamedTuple):
    """Log probabilities by piece: `acts` (pieces, acts), `cuts` (pieces,) that a clause begins there, `tags` (pieces, tags)."""

    pieces: tuple[Piece, ...]
    acts: Scores
    cuts: Scores
    tags: Scores


class Network:
    """Loaded at the first message; safe between threads. One thread: beside a busy process more of them wait for each other."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None

    def scored(self, text: str, topic: str = "", question: str = "") -> Scored:
        """A long text is read in windows; where two overlap, the one in which a piece lies further from the end counts."""
        self._load()
        pieces: list[Piece] = []
        parts: list[tuple[Scores, Scores, Scores]] = []
        for window in windows(self._tokenizer, text, topic, question):
            ids = np.array([window.ids], np.int64)
            told = self._session.run(None, {"ids": ids, "mask": np.ones(ids.shape, np.float32)})
            end = window.offset + len(window.pieces)
            acts, cuts, tags = (_log(one[0][window.offset : end]) for one in told)
            skip = OVERLAP // 2 if window.first else 0
            keep = window.first + skip  # pieces before it stay as the window before has them
            pieces = [*pieces[:keep], *window.pieces[skip:]]
            if parts:
                before = sum(len(one[0]) for one in parts) - keep
                if before > 0:
                    parts[-1] = tuple(one[:-before] for one in parts[-1])  # type: ignore[assignment]
            parts.append((acts[skip:], cuts[skip:, 1], tags[skip:]))
        joined = [np.concatenate([one[place] for one in parts]) for place in range(3)]
        return Scored(tuple(pieces), *joined)

    def _load(self) -> None:
        with self._lock:
            if self._session is None:
                import onnxruntime
                from tokenizers import Tokenizer

                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = options.inter_op_num_threads = 1
                self._tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                self._session = onnxruntime.InferenceSession(str(self._folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])


def _log(logits: Scores) -> Scores:
    shifted = logits - logits.max(-1, keepdims=True)
    found: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found
