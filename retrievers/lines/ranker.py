"""Which lines answer a question, the likeliest first."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from .features import Asked, Column, Features
from .index import LineIndex

_FAR = 60.0
"""Beyond this nothing is surer."""
NEXT = 5
"""So many lines behind the first one tell how far it is ahead."""


class Ranked(NamedTuple):
    """A line by its row; `score` is comparable within one question, `sure` (0-1) between questions."""

    row: int
    score: float
    sure: float


@cache
def weights() -> dict[str, dict[str, float]]:
    """`rank`: what each feature counts; `sure`: from a line's features to whether it answers; `among`: the same of a line among those of one trade.
    Made by `python -m daogou.eval.lines` and `python -m daogou.eval.general`."""
    loaded: dict[str, dict[str, float]] = yaml.safe_load(Path(__file__).with_name("weights.yaml").read_text("utf-8"))
    return loaded


class Ranker:
    def __init__(self, index: LineIndex, features: Features) -> None:
        self._index, self._features = index, features

    def best(self, asked: Asked, k: int, among: NDArray[np.bool_] | None = None) -> list[Ranked]:
        """`among` says of each line whether it is looked at. Of copies the likeliest alone, but where all lines are asked for."""
        columns, rows = self.weighed(asked)
        if not len(rows):
            return []
        scores = total(columns, weights()["rank"])
        order = np.argsort(-scores, kind="stable")
        order = order if among is None else order[among[rows[order]]]
        order = order if k >= len(self._index.lines) else self._apart(order, rows, k)
        return [Ranked(int(rows[at]), float(scores[at]), float(one)) for at, one in zip(order, _sure(scores, columns, order), strict=True)]

    def halved(self, best: Sequence[Ranked], asked: Asked) -> list[Ranked]:
        """Those lines, each as sure as it is in the mean of the question that found it and of this one: the goods' name alone answers nothing."""
        columns, rows = self.weighed(asked)
        places = np.searchsorted(rows, [one.row for one in best])
        alone = _sure(total(columns, weights()["rank"]), columns, places)
        return [one._replace(sure=(one.sure + float(also)) / 2) for one, also in zip(best, alone, strict=True)]

    def among(self, asked: Sequence[Asked], k: int, lines: NDArray[np.bool_]) -> list[Ranked]:
        """Of these lines alone the `k` likeliest, by the mean of several ways to ask; how far one is ahead of the others tells how sure it is."""
        columns, rows, order = self.led(asked, lines)
        order = self._apart(order, rows, k)
        sure = _likelihood(total({name: column[order] for name, column in columns.items()}, weights()["among"]))
        return [Ranked(int(rows[at]), float(columns["score"][at]), float(one)) for at, one in zip(order, sure, strict=True)]

    def led(self, asked: Sequence[Asked], lines: NDArray[np.bool_]) -> tuple[dict[str, Column], NDArray[np.intp], NDArray[np.intp]]:
        """What speaks for each line, its `score`, its `lead` and how far it is `ahead` among `lines`; the rows; and the places of
        `lines`, the likeliest first."""
        ways = [self.weighed(one) for one in asked]
        columns, rows = {name: np.mean([way[name] for way, _ in ways], axis=0) for name in ways[0][0]}, ways[0][1]
        scores = total(columns, weights()["rank"])
        own = np.flatnonzero(lines[rows])
        order = own[np.argsort(-scores[own], kind="stable")]
        return {**columns, "score": scores, **leads(scores, order)}, rows, order

    def _apart(self, order: NDArray[np.intp], rows: NDArray[np.intp], k: int) -> NDArray[np.intp]:
        """The first `k` that say something else each."""
        first: dict[str, int] = {}
        for at in order:
            first.setdefault(self._index.lines[rows[at]].text, int(at))
            if len(first) == k:
                break
        return np.array(list(first.values()), np.intp)

    def weighed(self, asked: Asked) -> tuple[dict[str, Column], NDArray[np.intp]]:
        """What speaks for each line that may answer, and their rows."""
        rows = self._features.rows(asked.language)
        return self._features.columns(asked, rows), rows


def leads(scores: Column, order: NDArray[np.intp]) -> dict[str, Column]:
    """How far each line's score is above the best of the others in that `order` (`lead`), and above the mean of those behind the first (`ahead`)."""
    first, *others = (float(scores[at]) for at in order[: NEXT + 1]) if len(order) else (0.0,)
    others = others or [0.0]
    return {"lead": scores - np.where(scores >= first, others[0], first), "ahead": scores - float(np.mean(others))}


def _sure(scores: Column, columns: dict[str, Column], places: NDArray[np.intp]) -> NDArray[np.float64]:
    """Of the lines at these places."""
    signs = {"score": scores, **columns}
    return _likelihood(total({name: column[places] for name, column in signs.items()}, weights()["sure"]))


def _likelihood(weighed: Column) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(weighed, -_FAR, _FAR)))


def total(columns: dict[str, Column], by: dict[str, float]) -> Column:
    count = len(next(iter(columns.values())))
    return np.asarray(
        sum((weight * columns[name] for name, weight in by.items() if name in columns), np.full(count, by.get("bias", 0.0))), np.float32
    )
