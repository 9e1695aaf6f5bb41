"""The network's input: pieces of the state, then pieces of the message, in windows if it is long."""

from collections.abc import Iterator
from typing import NamedTuple

from tokenizers import Encoding, Tokenizer

WINDOW = 120
"""Message pieces per window."""
OVERLAP = 24
"""Pieces shared by two windows, so that every span is inside one of them."""
STATE = 24
"""Most pieces of the state."""


class Piece(NamedTuple):
    """Characters [start, end) of the message."""

    start: int
    end: int


class Window(NamedTuple):
    """`ids` of state and message; `pieces` of the message, starting at `offset` in `ids`; `first`: index of the first piece."""

    ids: list[int]
    pieces: list[Piece]
    offset: int
    first: int


def stated(topic: str, question: str) -> str:
    """The state as text: the goods shown and the assistant's question."""
    return f"{topic or '-'}{f' ? {question}' if question else ''}"


def windows(tokenizer: Tokenizer, text: str, topic: str = "", question: str = "") -> Iterator[Window]:
    """The windows in order, at least one."""
    state = tokenizer.encode(stated(topic, question), add_special_tokens=True).ids
    state = [*state[: STATE - 1], state[-1]] if len(state) > STATE else state
    encoding: Encoding = tokenizer.encode(text, add_special_tokens=True)
    ids, offsets = encoding.ids[1:-1], encoding.offsets[1:-1]
    pieces = [Piece(*_tight(text, start, end)) for start, end in offsets]
    for first in range(0, max(len(ids) - OVERLAP, 1), WINDOW - OVERLAP):
        own = ids[first : first + WINDOW]
        yield Window([*state, *own, state[-1]], pieces[first : first + WINDOW], len(state), first)


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without leading blanks, which the tokenizer includes."""
    while start < end and text[start].isspace():
        start += 1
    return start, end
