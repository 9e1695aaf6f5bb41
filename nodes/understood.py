"""What a turn took its message to say, as its reply tells it."""

from ..schema.reply import Understood
from ..tools.writing.notes import LEFT_OUT
from .state import State

UNUSED = ("unread", "unchecked")
"""Kinds of note that quote words which nothing came of."""


def understood(state: State) -> Understood:
    """The grounded commands, and the words left over; nothing where the message was never read."""
    taken, reading = state.get("taken"), state["reading"]
    unused = tuple(dict.fromkeys(text for kind, text in reading.notes if kind in UNUSED and text))
    left = tuple(dict.fromkeys(kind for kind, _ in reading.notes if kind in LEFT_OUT))
    return Understood.model_validate({"commands": taken.commands if taken is not None else (), "unused": unused, "left_out": left})
