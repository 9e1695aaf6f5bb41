"""The latest vectors of texts, so that neither a repeated question nor a product's lines are embedded again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from weakref import WeakKeyDictionary, proxy

import numpy as np

from .embedding import Embedder, Vectors

PASSAGES = 8192
"""Of an embedder: 12 to 16 MB."""


class VectorMemory:
    """Thread-safe LRU cache from text to vector."""

    def __init__(self, embed: Callable[[list[str]], Vectors], size: int = 512) -> None:
        self._embed = embed
        self._size = size
        self._lock = threading.Lock()
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._coming: dict[str, Future[Vectors]] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimensions) in the order of `texts`. Only unseen texts are embedded, each by the first of several concurrent callers."""
        found, mine = self._look(dict.fromkeys(texts))
        if mine:
            self._make(mine)
        return np.stack([found[text].result() for text in texts])

    def _look(self, texts: dict[str, None]) -> tuple[dict[str, "Future[Vectors]"], dict[str, "Future[Vectors]"]]:
        """Return futures of all `texts`, and those among them that this caller must embed."""
        found, mine = dict[str, Future[Vectors]](), dict[str, Future[Vectors]]()
        with self._lock:
            for text in texts:
                if (known := self._vectors.get(text)) is not None:
                    self._vectors.move_to_end(text)
                    found[text] = Future()
                    found[text].set_result(known)
                elif text in self._coming:
                    found[text] = self._coming[text]
                else:
                    found[text] = mine[text] = self._coming[text] = Future()
        return found, mine

    def _make(self, mine: dict[str, "Future[Vectors]"]) -> None:
        """Embed `mine` and resolve its futures; an error reaches every waiting caller."""
        try:
            made = dict(zip(mine, self._embed(list(mine)), strict=True))
        except BaseException as error:
            self._let_go(mine, {})
            for each in mine.values():
                each.set_exception(error)
            raise
        self._let_go(mine, made)
        for text, each in mine.items():
            each.set_result(made[text])

    def _let_go(self, mine: dict[str, "Future[Vectors]"], made: dict[str, Vectors]) -> None:
        with self._lock:
            self._vectors.update(made)
            for text in mine:
                del self._coming[text]
            while len(self._vectors) > self._size:
                self._vectors.popitem(last=False)


_passages: WeakKeyDictionary[Embedder, VectorMemory] = WeakKeyDictionary()
_guard = threading.Lock()


def remembered(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    """Passage vectors (n, dimensions) of one or more short texts, the latest of which this process keeps for all stores and their generations."""
    with _guard:
        if (memory := _passages.get(embedder)) is None:
            own = proxy(embedder)  # a value that held its key would keep both for ever
            memory = _passages[embedder] = VectorMemory(lambda some: own.passages(some), PASSAGES)
    return memory(texts)
