"""The last query vectors, so that a repeated question costs no embedding."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

from .embedding import Vectors


class QueryMemory:
    """A least-recently-used map from query text to vector, safe between threads."""

    def __init__(self, embed: Callable[[list[str]], Vectors], size: int = 512) -> None:
        self._embed = embed
        self._size = size
        self._lock = threading.Lock()
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """(n, dimensions), rows in the order of `texts`; only unseen texts are embedded."""
        known = {text: vector for text in texts if (vector := self._recall(text)) is not None}
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        if missing:
            known.update(zip(missing, self._embed(missing), strict=True))
            self._keep({text: known[text] for text in missing})
        return np.stack([known[text] for text in texts])

    def _recall(self, text: str) -> Vectors | None:
        with self._lock:
            if text in self._vectors:
                self._vectors.move_to_end(text)
            return self._vectors.get(text)

    def _keep(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            self._vectors.update(vectors)
            while len(self._vectors) > self._size:
                self._vectors.popitem(last=False)
