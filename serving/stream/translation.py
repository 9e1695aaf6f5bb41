"""Translates a turn's events to AG-UI.

Given only the reply it produces all events, so that stored and running turns look alike.
"""

from collections.abc import Iterable, Iterator
from time import time
from typing import Any

from ag_ui.core import (
    BaseEvent,
    CustomEvent,
    RunErrorEvent,
    RunFinishedCancelledOutcome,
    RunFinishedEvent,
    RunFinishedSuccessOutcome,
    RunStartedEvent,
    StateDeltaEvent,
    StateSnapshotEvent,
    StepFinishedEvent,
    StepStartedEvent,
    TextMessageContentEvent,
    TextMessageEndEvent,
    TextMessageStartEvent,
    TokenUsage,
)

from ...schema.event import Event
from ...schema.reply import Reply

SIDE_BY_SIDE = {"internal_retrieval", "external_search"}
"""Nodes that run concurrently; any other starts after the previous ones have ended."""


class Translation:
    """Translation of one turn; `run`: the turn's id."""

    def __init__(self, thread: str, run: str) -> None:
        self._thread, self._run = thread, run
        self._need: Any = None
        self._told: dict[str, Any] = {}
        self._steps: list[str] = []
        self._break, self._open, self._worded = "", False, False

    def begin(self) -> Iterator[BaseEvent]:
        yield _now(RunStartedEvent(thread_id=self._thread, run_id=self._run))

    def take(self, event: Event) -> Iterator[BaseEvent]:
        match event.event:
            case "progress":
                yield from self._step(str(event.data))
            case "need":
                yield from self._needed(event.data)
            case "sentence":
                yield from self._said(str(event.data))
            case "text":
                yield from self._whole(str(event.data))
            case "reply":
                yield from self._finished(event.data)
            case kind:
                yield from self._custom(kind, event.data, event.reason)

    def stopped(self) -> Iterator[BaseEvent]:
        """End a turn that was stopped and isn't stored."""
        yield from self._closed()
        yield _now(RunFinishedEvent(thread_id=self._thread, run_id=self._run, outcome=RunFinishedCancelledOutcome()))

    def failed(self, message: str, code: str) -> Iterator[BaseEvent]:
        yield from self._closed()
        yield _now(RunErrorEvent(message=message, code=code))

    def _step(self, node: str) -> Iterator[BaseEvent]:
        if node not in SIDE_BY_SIDE or not SIDE_BY_SIDE.issuperset(self._steps):
            yield from self._stepped()
        self._steps.append(node)
        yield _now(StepStartedEvent(step_name=node))

    def _stepped(self) -> Iterator[BaseEvent]:
        yield from (_now(StepFinishedEvent(step_name=node)) for node in self._steps)
        self._steps = []

    def _needed(self, need: Any) -> Iterator[BaseEvent]:
        if self._need is None:
            yield _now(StateSnapshotEvent(snapshot={"need": need}))
        elif need != self._need:
            yield _now(StateDeltaEvent.model_validate({"delta": [{"op": "replace", "path": "/need", "value": need}]}))
        self._need = need

    def _custom(self, kind: str, data: Any, reason: str | None = None) -> Iterator[BaseEvent]:
        """A custom event; `cards` carry their revision: 0 the first, 1 the changed ones, with the reason."""
        value = {"cards": data, "revision": int(kind in self._told), "reason": reason} if kind == "cards" else data
        self._told[kind] = data
        yield _now(CustomEvent(name=kind, value=value))

    def _said(self, piece: str) -> Iterator[BaseEvent]:
        """Emit text, holding back a last line break until more follows, so that the chunks add up to the exact text."""
        if not self._open:
            self._open = True
            yield _now(TextMessageStartEvent(message_id=self._run, role="assistant"))
        delta, self._break = self._break + piece.removesuffix("\n"), "\n" if piece.endswith("\n") else ""
        if delta:
            self._worded = True
            yield _now(TextMessageContentEvent(message_id=self._run, delta=delta))

    def _whole(self, text: str) -> Iterator[BaseEvent]:
        """Emit text worded by code, line by line; text worded by a model was streamed already."""
        for line in text.split("\n") if text and not self._worded else ():
            yield from self._said(f"{line}\n")
        yield from self._ended()

    def _ended(self) -> Iterator[BaseEvent]:
        if self._open:
            self._open = False
            yield _now(TextMessageEndEvent(message_id=self._run))

    def _finished(self, reply: Reply) -> Iterator[BaseEvent]:
        """Emit what was not sent yet, then the reply."""
        told = reply.model_dump(mode="json")
        yield from self._stepped()
        yield from self._needed(told["need"])
        if told["cards"] and "cards" not in self._told:
            yield from self._custom("cards", told["cards"])
        yield from self._whole(reply.text)
        for kind in ("comparison", "citations", "suggestions", "degraded"):
            if told[kind] and told[kind] != self._told.get(kind):
                yield from self._custom(kind, told[kind])
        yield from self._closed()
        yield _now(
            RunFinishedEvent(
                thread_id=self._thread, run_id=self._run, result=told, outcome=RunFinishedSuccessOutcome(), usage=list(_usage(reply)) or None
            )
        )

    def _closed(self) -> Iterator[BaseEvent]:
        yield from self._stepped()
        yield from self._ended()


def _usage(reply: Reply) -> Iterable[TokenUsage]:
    read, written = reply.usage.prompt_tokens, reply.usage.completion_tokens
    if read or written:
        yield TokenUsage(input_tokens=read, output_tokens=written, total_tokens=read + written)


def _now(event: BaseEvent) -> BaseEvent:
    event.timestamp = round(time() * 1000)
    return event
