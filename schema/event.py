"""Events that a turn streams as its parts become known."""

from typing import Any, Literal

from .base import Noun

EventKind = Literal[
    "progress", "need", "cards", "comparison", "sentence", "text", "citations", "degraded", "suggestions", "reply", "task", "line", "report"
]


class Event(Noun):
    """`data`, JSON-ready: a node's name for "progress", a list of cards, …; for "reply", the last event, the `Reply` itself.

    A sourcing task sends "task" once it is parsed, each "line" when its search ends, and "report", the last, with the `SourcingReport`. "reply" is
    sent after the turn is stored. "cards" may come twice in a turn, then with the `reason` why they changed.
    """

    event: EventKind
    data: Any
    reason: str | None = None
