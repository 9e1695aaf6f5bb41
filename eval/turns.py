"""Turns of the whole graph with what was decided in them, and conversations forked, so that one state can be gone on from in many ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from langchain_core.runnables import RunnableConfig

from ..graphs.opening import Assistant
from ..nodes.state import Message, State
from ..schema.command import AnyCommand
from ..schema.context import Context
from ..schema.plan import Plan
from ..schema.reading import Reading
from ..schema.reply import Reply
from ..tools.decisions.decision import Decision


@dataclass(frozen=True)
class Turn:
    """What the buyer said, what was read, planned and decided (None: a first reply given before), what he got; `state` is the conversation's after
    it."""

    text: str
    reading: Reading
    plan: Plan
    decision: Decision
    reply: Reply
    state: State


class Turns:
    """Takes turns in conversations of an assistant whose state lies in SQLite."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    async def take(self, text: str, thread: str, commands: Sequence[AnyCommand] = ()) -> Turn:
        """By its words, or by the commands of a tap in their place."""
        found: dict[str, Any] = {}
        config = _config(thread)
        asked: Message = {"text": text, "commands": tuple(commands)} if commands else {"text": text}
        async for update in self._assistant.graph.astream(asked, config, context=Context(), stream_mode="updates", durability="exit"):
            for part in update.values():
                found |= part or {}
        state = (await self._assistant.graph.aget_state(config)).values
        return Turn(text, found["reading"], found["plan"], cast(Decision, found.get("decision")), found["reply"], cast(State, state))

    def fork(self, thread: str) -> str:
        """A new thread that stands where `thread` stands."""
        checkpoints = self._assistant.threads.checkpoints
        found = checkpoints.get_tuple(_config(thread))
        assert found is not None
        fork = f"fork-{uuid4().hex}"
        checkpoints.put(_config(fork), found.checkpoint, found.metadata, found.checkpoint["channel_versions"])
        return fork


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread, "checkpoint_ns": ""}}
