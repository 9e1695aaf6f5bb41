"""Selects the records that fit into a model's window, by worth, and reports those left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schema.errors import OutsideError
from .tokens import Count, counter

SPARE = 0.1
"""Share of the window left free, because a model's own tokenizer counts differently from ours."""
EVIDENCE, SHOWN = 3.0, 2.0
"""Base worth of a guide passage and of a shown product. Within a kind, worths differ by less than one."""
A_RECORD = 4
"""Tokens of the separator between two records."""


@dataclass(frozen=True)
class Item:
    """A record that is included whole or left out. `kind` names the prompt variable it fills; `must` items go first, then those of greater `worth`.
    `value` replaces `text` in the prompt when set; `answer` counts the output tokens that the model needs for this record."""

    kind: str
    key: str
    text: str
    worth: float = 0.0
    must: bool = False
    value: Any = None
    answer: int = 0


@dataclass(frozen=True)
class Fitted:
    """`kept` in the order given; `tokens` used, including the reserved ones; `left_out`: keys by kind."""

    kept: tuple[Item, ...]
    tokens: int
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)


def fit(items: Sequence[Item], window: int, reserved: int, count: Count | None = None) -> Fitted:
    """Select the items that fit into `window` tokens, of which `reserved` are for the bare prompt and the answer.

    Raises OutsideError if the bare prompt and the `must` items exceed the window.
    """
    count = count or counter()
    room = int(window * (1 - SPARE))
    sizes = {index: count(item.text) + A_RECORD + item.answer for index, item in enumerate(items)}
    needed = reserved + sum(sizes[index] for index, item in enumerate(items) if item.must)
    if needed > room:
        raise OutsideError(f"A prompt needs {needed} tokens and has {room}: use a model with a larger window, or shorten the prompt.")
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
