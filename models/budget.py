"""What fits into a model's window: whole records by their worth, and a report of what was left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .tokens import Count, counter

SPARE = 0.1
"""Of the window, left free: models' own tokenizers count otherwise than ours."""
A_RECORD = 4
"""Tokens for what stands between two records."""


@dataclass(frozen=True)
class Item:
    """A record that goes in whole or not at all. `kind` is for the report; the greater `worth` goes first, `must` before all."""

    kind: str
    key: str
    text: str
    worth: float = 0.0
    must: bool = False


@dataclass(frozen=True)
class Fitted:
    """`kept` in the order in which they were given; `left_out` by kind."""

    kept: tuple[Item, ...]
    tokens: int
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)


def fit(items: Sequence[Item], window: int, reserved: int, count: Count | None = None) -> Fitted:
    """Which of `items` fit into `window` tokens, of which `reserved` are for the prompt itself and the answer.

    Raises ValueError where what must be in doesn't fit: a budget that is too small is the caller's mistake.
    """
    count = count or counter()
    room = int(window * (1 - SPARE)) - reserved
    sizes = {index: count(item.text) + A_RECORD for index, item in enumerate(items)}
    needed = sum(sizes[index] for index, item in enumerate(items) if item.must)
    if needed > max(room, 0):
        raise ValueError(f"{needed} tokens must be in and {max(0, room)} are free of a window of {window}")
    chosen, left = _filled(items, sizes, room)
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
