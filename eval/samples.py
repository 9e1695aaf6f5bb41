"""Times of one thing, measured many times."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

import numpy as np


class Samples:
    """Milliseconds, in the order in which they were measured."""

    def __init__(self) -> None:
        self.ms: list[float] = []

    def add(self, ms: float) -> None:
        self.ms.append(ms)

    @contextmanager
    def timed(self) -> Iterator[None]:
        begin = perf_counter()
        yield
        self.add((perf_counter() - begin) * 1000)

    @property
    def p50(self) -> float:
        return self.quantile(0.5)

    @property
    def p95(self) -> float:
        return self.quantile(0.95)

    def quantile(self, share: float) -> float:
        """NaN where nothing was measured."""
        return float(np.quantile(self.ms, share)) if self.ms else float("nan")

    def evenly(self, most: int) -> list[float]:
        """In order of size, at most so many of them, the least and the greatest too."""
        places = np.unique(np.linspace(0, len(self.ms) - 1, min(most, len(self.ms))).astype(int)) if self.ms else ()
        return [round(float(each), 3) for each in np.sort(self.ms)[places]] if self.ms else []

    def __len__(self) -> int:
        return len(self.ms)


class Timings(dict[str, Samples]):
    """Samples by name; a new name begins empty."""

    def __missing__(self, name: str) -> Samples:
        return self.setdefault(name, Samples())

    def sums(self) -> Samples:
        """The first measurement of every name added up, the second, …: what they cost one after another."""
        total = Samples()
        total.ms = [sum(ms) for ms in zip(*(samples.ms for samples in self.values()), strict=True)]
        return total
