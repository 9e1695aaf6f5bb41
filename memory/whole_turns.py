"""A turn is stored whole or not at all: what its graph makes waits for the words of its reply."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver, ChannelVersions, Checkpoint, CheckpointMetadata

from .locks import FENCE, Lease

NEXT = "branch:to:"
"""LangGraph's channels by which a node is started; none has a value once a graph has run to its end."""


class Made(NamedTuple):
    """The checkpoint of a turn whose graph has run to its end, as LangGraph gives it to a saver."""

    config: RunnableConfig
    checkpoint: Checkpoint
    metadata: CheckpointMetadata
    versions: ChannelVersions

    @property
    def parent(self) -> str | None:
        """The checkpoint that the turn went on from."""
        parent: str | None = self.config["configurable"].get("checkpoint_id")
        return parent

    def apart(self) -> "Made":
        """As of a turn that has no lease: it is stored under another."""
        return self._replace(config={**self.config, "configurable": {**self.config["configurable"], FENCE: ""}})


class WholeTurns(BaseCheckpointSaver[Any]):
    """To be mixed in before a saver. LangGraph stores where a graph was when it failed or was ended, so that it can be resumed there; but
    what belongs to a running turn is never stored, so that it can't, and the message would count twice when it is sent again. So it would,
    too, if a worker died between storing where the conversation is and what was said: `made` gives the first to who stores both.

    Only for runs that are turns: whose config has a fencing token, be it an empty one.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._made: dict[tuple[str, str], Made] = {}

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        place = config["configurable"]
        if FENCE not in place:
            return super().put(config, checkpoint, metadata, new_versions)
        if any(name.startswith(NEXT) for name in checkpoint["channel_values"]):
            return config
        self._made[place["thread_id"], place[FENCE]] = Made(config, checkpoint, metadata, new_versions)
        return {"configurable": {"thread_id": place["thread_id"], "checkpoint_ns": "", "checkpoint_id": checkpoint["id"]}}

    def put_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        if FENCE not in config["configurable"]:
            super().put_writes(config, writes, task_id, task_path)

    def made(self, thread: str, lease: Lease) -> Made | None:
        """What the turn that holds the lease made; it is forgotten here."""
        return self._made.pop((thread, lease.fence), None)
