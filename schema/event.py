"""What a streamed turn sends, as soon as each is known."""

from typing import Any, Literal

from .base import Noun

EventKind = Literal[
    "progress", "need", "cards", "comparison", "sentence", "text", "citations", "degraded", "suggestions", "reply", "task", "line", "report"
]


class Event(Noun):
    """`data` is a node's name for "progress", a list of cards, …, all JSON-ready, and for the last event, "reply", the `Reply` itself.

    Of a sourcing task: "task" as it was understood, each "line" as soon as its search ends, and "report", the last, holds the `SourcingReport`.
    "reply" is sent once the turn is stored. "cards" may come a second time in a turn, never a third; `reason` then says why they changed.
    """

    event: EventKind
    data: Any
    reason: str | None = None
