"""Distributions as figures to draw: cumulative curves and swarms of points, in coordinates of a picture."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10, sqrt

import numpy as np

WIDTH, HEIGHT = 360, 200
LEFT, RIGHT, TOP, BOTTOM = 34, 12, 16, 30
_BINS = 41
_HEAP = 40.0
"""Width of the widest heap of a swarm."""


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Mark:
    """A quantile: where it lies in the picture, and what it is called."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Curve:
    name: str
    path: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Chart:
    title: str
    note: str
    curves: tuple[Curve, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    won: bool


@dataclass(frozen=True)
class Swarm:
    """`radius` of each of `dots`; `even` were left out; `marks` of all differences, those that are 0 too."""

    dots: tuple[Dot, ...]
    radius: float
    even: int
    marks: tuple[Mark, ...]
    x_ticks: tuple[Tick, ...]


def cumulative(title: str, note: str, series: Mapping[str, Sequence[float]], quantiles: Sequence[float], log: bool = False) -> Chart | None:
    """The share of values up to each; None where there are none. `log`: on a logarithmic axis, as times are read."""
    values = [value for some in series.values() for value in some]
    if not values:
        return None
    low, high = (max(min(values), 0.01), max(values)) if log else (min(0.0, *values), max(1.0, *values))
    scale = _Scale(log10(low) if log else low, log10(max(high, low * 1.1)) if log else high, log)
    curves = tuple(_curve(name, np.sort(np.asarray(some, np.float64)), scale, quantiles) for name, some in series.items() if some)
    return Chart(title, note, curves, scale.ticks(), tuple(Tick(_y(share), f"{share:.0%}") for share in (0.0, 0.5, 1.0)))


def swarm(differences: Sequence[float]) -> Swarm:
    """Each difference that isn't 0 as a point; those of nearly one size heaped beside one another."""
    scale, changed = _Scale(-1.0, 1.0, False), sorted(each for each in differences if abs(each) > 1e-9)
    bins = [round((each + 1) / 2 * (_BINS - 1)) for each in changed]
    heaps, tall = Counter(bins), HEIGHT - TOP - BOTTOM
    step = min(7.0, sqrt(_HEAP * tall / max(heaps.values(), default=1)))
    places = {bin: _heap(count, step, int(tall / step)) for bin, count in heaps.items()}
    placed = ((scale.x(each), *next(places[bin]), each > 0) for bin, each in zip(bins, changed, strict=True))
    dots = tuple(Dot(round(x + aside, 1), round((TOP + HEIGHT - BOTTOM) / 2 + off, 1), won) for x, aside, off, won in placed)
    marks = tuple(Mark(scale.x(float(np.quantile(differences, q))), TOP, _named(q)) for q in (0.1, 0.5))
    return Swarm(dots, round(min(3.5, step / 2), 2), len(differences) - len(changed), marks, scale.ticks())


def _heap(count: int, step: float, most: int) -> Iterator[tuple[float, float]]:
    """Places of points about the middle of a heap: columns of at most `most`, the heap as wide as it must be."""
    columns = -(-count // max(1, most))
    tall = -(-count // columns)
    for number in range(count):
        column, row = divmod(number, tall)
        yield (column - (columns - 1) / 2) * step, (row - (min(tall, count - column * tall) - 1) / 2) * step


class _Scale:
    """Values to the picture's x."""

    def __init__(self, low: float, high: float, log: bool) -> None:
        self._low, self._high, self._log = low, high, log

    def x(self, value: float) -> float:
        place = log10(max(value, 1e-6)) if self._log else value
        share = (place - self._low) / (self._high - self._low)
        return round(LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> tuple[Tick, ...]:
        if not self._log:
            return tuple(
                Tick(self.x(value), f"{value:+g}" if self._low < 0 and value else f"{value:g}") for value in np.linspace(self._low, self._high, 5)
            )
        values = [digit * 10.0**power for power in range(-2, 6) for digit in (1, 3)]
        return tuple(Tick(self.x(value), f"{value:g}") for value in values if self._low <= log10(value) <= self._high)


def _curve(name: str, values: "np.ndarray[tuple[int], np.dtype[np.float64]]", scale: _Scale, quantiles: Sequence[float]) -> Curve:
    """A step at each value; at most 400 of them."""
    places = np.unique(np.linspace(0, len(values) - 1, 400).astype(int))
    path, y = f"M{LEFT},{_y(0)}", _y(0)
    for place in places:
        path += f"H{scale.x(values[place])}"
        if (now := _y((place + 1) / len(values))) != y:
            path, y = path + f"V{now}", now
    marks = tuple(Mark(scale.x(float(np.quantile(values, q))), _y(q), _named(q)) for q in quantiles)
    return Curve(name, path + f"H{WIDTH - RIGHT}", marks)


def _y(share: float) -> float:
    return round(float(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)), 1)


def _named(quantile: float) -> str:
    return "median" if quantile == 0.5 else f"p{quantile * 100:.0f}"
