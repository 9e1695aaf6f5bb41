"""Refitting of the heads on a merchant's own messages and a sample of the corpus, with the encoder frozen and without torch."""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .corpus import Row
from .heads import Heads, Scores, log_softmax
from .network import Network
from .pieces import windows
from .training.targets import NONE, target

CORPUS_ROWS = 5000
"""Corpus rows sampled with a fixed seed, against forgetting."""
REPEATED = 4
"""Weight of the merchant's rows."""
EPOCHS, BATCH, RATE, PULL = 6, 2048, 2e-4, 1e-4
"""Parameters of Adam (Kingma and Ba 2015); `PULL` draws each weight towards its start."""
Targets = NDArray[np.int64]


class Features(NamedTuple):
    """For each piece the `hidden` vector and the targets of the heads: `acts`, `cuts`, `tags` (`NONE` for no target)."""

    hidden: Scores
    acts: Targets
    cuts: Targets
    tags: Targets


def features(network: Network, rows: Sequence[Row], told: Callable[[int], None] = lambda number: None) -> Features:
    """The features of the rows. `told` is called with the number of rows done."""
    found: list[tuple[Scores, Targets, Targets, Targets]] = []
    tokenizer = network.tokenizer()
    for number, row in enumerate(rows, 1):
        window = next(windows(tokenizer, row.text, row.topic, row.question))
        goal = target(tokenizer, row)
        pieces = slice(window.offset, window.offset + len(window.pieces))
        acts, cuts, tags = (np.array(part[pieces], np.int64) for part in (goal.acts, goal.cuts, goal.tags))
        found.append((network.hidden(window), acts, cuts, tags))
        told(number)
    return Features(*(np.concatenate([one[place] for one in found]) for place in range(4)))


def joined(one: Features, other: Features) -> Features:
    return Features(*(np.concatenate([mine, theirs]) for mine, theirs in zip(one, other, strict=True)))


def refit(heads: Heads, old: Features, own: Features) -> Heads:
    """The heads fitted on `old` (corpus) and `own` (merchant) features; deterministic."""
    hidden = np.concatenate([old.hidden, *[own.hidden] * REPEATED])
    parts = []
    for head, name in zip(heads, Heads._fields, strict=True):
        goal = np.concatenate([getattr(old, name), *[getattr(own, name)] * REPEATED])
        parts.append(_fitted(head, hidden[goal != NONE], goal[goal != NONE]))
    return Heads(*parts)


def _fitted(start: Scores, hidden: Scores, goal: Targets) -> Scores:
    """Softmax regression, starting from `start`."""
    draw = np.random.default_rng(0)
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    step = 0
    whole = np.concatenate([hidden, np.ones((len(hidden), 1), np.float32)], 1)
    for _ in range(EPOCHS):
        order = draw.permutation(len(goal))
        for batch in (order[place : place + BATCH] for place in range(0, len(order), BATCH)):
            wrong = np.exp(log_softmax(whole[batch] @ weights))
            wrong[np.arange(len(batch)), goal[batch]] -= 1
            slope = (whole[batch].T @ wrong / len(batch) + PULL * (weights - start)).astype(np.float32)
            step += 1
            mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
            weights -= (RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)).astype(np.float32)
    return weights


def drawn(rows: Sequence[Row], count: int = CORPUS_ROWS) -> list[Row]:
    """A sample of the rows with a fixed seed."""
    return random.Random(2).sample(list(rows), min(count, len(rows)))
