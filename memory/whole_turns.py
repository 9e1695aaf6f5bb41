"""Stores a turn as a whole: its checkpoint waits for the reply."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver, ChannelVersions, Checkpoint, CheckpointMetadata

from .locks import FENCE, Lease

NEXT = "branch:to:"
"""Prefix of LangGraph's channels that start a node; they have no value after a finished run."""


class Made(NamedTuple):
    """The checkpoint of a finished turn, as LangGraph passes it to a saver."""

    config: RunnableConfig
    checkpoint: Checkpoint
    metadata: CheckpointMetadata
    versions: ChannelVersions

    @property
    def parent(self) -> str | None:
        """Id of the checkpoint that the turn continued from."""
        parent: str | None = self.config["configurable"].get("checkpoint_id")
        return parent

    def apart(self) -> "Made":
        """Without its fencing token, to be stored under another lease."""
        return self._replace(config={**self.config, "configurable": {**self.config["configurable"], FENCE: ""}})


class WholeTurns(BaseCheckpointSaver[Any]):
    """Mixin before a saver. LangGraph stores intermediate checkpoints to resume a failed run; here nothing of a running turn is stored, since a
    repeated message would count twice. For the same reason a finished turn's checkpoint isn't stored alone: `made` hands it to the caller, which
    stores it with the transcript.

    Applies only to turns: runs whose config has a fencing token, even an empty one.
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
        """Remove and return what the lease's turn made."""
        return self._made.pop((thread, lease.fence), None)
