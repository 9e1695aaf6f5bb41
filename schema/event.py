"""What a streamed turn sends, as soon as each is known."""

from typing import Any, Literal

from .base import Noun

EventKind = Literal["progress", "need", "cards", "comparison", "text", "citations", "suggestions", "reply"]


class Event(Noun):
    """`data` is JSON-ready: a node's name for "progress", a list of cards, the whole `Reply` for the last event, "reply", which is sent once the turn is stored."""

    event: EventKind
    data: Any
