"""A store of some size, open, asked for products under a condition that keeps some share of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import cycle
from random import Random

import numpy as np

from ..catalogue.catalogue import Catalogue
from ..catalogue.columns import MONEY_SCALE
from ..catalogue.conditions import Judge
from ..graphs.opening import Assistant
from ..schema.context import Context
from ..schema.reply import Reply
from .opened import catalogue_of, opened
from .played import LANGUAGES
from .samples import Samples, Timings
from .stores import Bench
from .talk import Talk


class Shelf:
    """`timings` by share; `kept` the shares that the conditions really kept, as the replies' needs have them."""

    def __init__(self, size: int, assistant: Assistant) -> None:
        self.size, self.assistant = size, assistant
        self.catalogue: Catalogue = catalogue_of(assistant)
        self.timings, self.kept, self.replies = Timings(), dict[str, list[float]](), list[Reply]()
        self._rng, self._languages, self._turn = Random(11), cycle(LANGUAGES), 0
        self._talks: dict[float, Talk] = {}

    def ask(self, share: float, counted: bool = True) -> None:
        """One search turn in a new thread, for a kind of product of which the condition keeps at least one."""
        limit, self._turn = self.limit(share), self._turn + 1
        message = self._talk(share).message("search", next(self._languages), price=f"{limit:g}", value="")
        samples = self.timings[name(share)] if counted else Samples()
        with samples.timed():
            reply = self.assistant.ask(message.text, thread=f"scale-{self._turn}")
        self.replies.append(reply)
        mask = Judge(self.catalogue.columns, Context().today).mask(reply.need.hard)
        self.kept.setdefault(name(share), []).append(float(mask.sum() / len(self._prices)))

    def limit(self, share: float) -> float:
        """A price that about that share of the products doesn't exceed: another one each time, so that no verdict is remembered."""
        return float(np.quantile(self._prices, share * self._rng.uniform(0.99, 1.0)).round(2)) + 0.01

    @cached_property
    def _prices(self) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        columns = self.catalogue.columns
        return np.asarray(columns.unit_prices()[columns.alive] / MONEY_SCALE)

    def _talk(self, share: float) -> Talk:
        columns, limit = self.catalogue.columns, np.quantile(self._prices, share * 0.98)
        if share not in self._talks:
            rows = np.flatnonzero(columns.alive & (columns.unit_prices() / MONEY_SCALE <= limit)).tolist()
            self._talks[share] = Talk(self.catalogue, 13, lambda: rows)
        return self._talks[share]


@contextmanager
def shelf(size: int, bench: Bench) -> Iterator[Shelf]:
    with opened(bench.store(size), bench.settings) as assistant:
        yield Shelf(size, assistant)


def name(share: float) -> str:
    return f"{share * 100:g} %"
