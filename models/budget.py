"""What fits into a model's window: whole records by their worth, and a report of what was left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schema.errors import OutsideError
from .tokens import Count, counter

SPARE = 0.1
"""Of the window, left free: models' own tokenizers count otherwise than ours."""
EVIDENCE, SHOWN = 3.0, 2.0
"""What records are worth beside each other; those of a kind differ by less than one."""
A_RECORD = 4
"""Tokens for what stands between two records."""


@dataclass(frozen=True)
class Item:
    """A record that goes in whole or not at all. `kind` is the prompt's variable that it is for; the greater `worth` goes first, `must` before all.
    `value` is what the prompt gets where that isn't the text; `answer` is what the model needs to say something of it, in tokens.
    """

    kind: str
    key: str
    text: str
    worth: float = 0.0
    must: bool = False
    value: Any = None
    answer: int = 0


@dataclass(frozen=True)
class Fitted:
    """`kept` in the order in which they were given; `tokens` with what was reserved; `left_out` by kind."""

    kept: tuple[Item, ...]
    tokens: int
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)


def fit(items: Sequence[Item], window: int, reserved: int, count: Count | None = None) -> Fitted:
    """Which of `items` fit into `window` tokens, of which `reserved` are for the prompt itself and the answer.

    Raises OutsideError where they, or what must be in, don't fit.
    """
    count = count or counter()
    room = int(window * (1 - SPARE))
    sizes = {index: count(item.text) + A_RECORD + item.answer for index, item in enumerate(items)}
    needed = reserved + sum(sizes[index] for index, item in enumerate(items) if item.must)
    if needed > room:
        raise OutsideError(f"A prompt needs {needed} tokens and has {room}: take a model with a larger window, or make the prompt shorter.")
    chosen, left = _filled(items, sizes, room - reserved)
    return Fitted(tuple(items[index] for index in sorted(chosen)), room - left, _grouped(items[index] for index in sizes if index not in chosen))


def _filled(items: Sequence[Item], sizes: dict[int, int], room: int) -> tuple[set[int], int]:
    chosen: set[int] = set()
    for index in sorted(sizes, key=lambda each: (not items[each].must, -items[each].worth, each)):
        if sizes[index] <= room:
            chosen.add(index)
            room -= sizes[index]
    return chosen, room


def _grouped(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in items:
        found[item.kind] = (*found.get(item.kind, ()), item.key)
    return found
