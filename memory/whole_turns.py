"""A turn is stored whole or not at all."""

from collections.abc import Sequence
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver, ChannelVersions, Checkpoint, CheckpointMetadata

from .locks import FENCE

NEXT = "branch:to:"
"""LangGraph's channels by which a node is started; none has a value once a graph has run to its end."""


class WholeTurns(BaseCheckpointSaver[Any]):
    """To be mixed in before a saver. LangGraph stores where a graph was when it failed or was ended, so that it can be resumed there; but
    what belongs to a running turn is never stored, so that it can't, and the message would count twice when it is sent again.

    Only for runs that are turns: whose config has a fencing token, be it an empty one.
    """

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        if FENCE in config["configurable"] and any(name.startswith(NEXT) for name in checkpoint["channel_values"]):
            return config
        return super().put(config, checkpoint, metadata, new_versions)

    def put_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        if FENCE not in config["configurable"]:
            super().put_writes(config, writes, task_id, task_path)
