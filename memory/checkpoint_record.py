"""Converts between Redis records and LangGraph's checkpoint tuples."""

from collections.abc import Sequence
from typing import Any, cast

import ormsgpack
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    get_checkpoint_metadata,
    writes_sort_key,
)

from . import keys
from .coding import Coding
from .record import Damaged

EMPTY = "empty"
_PARTS = frozenset({"id", "channel_versions", "versions_seen"})
"""Keys that LangGraph reads in every checkpoint."""


class Stored:
    """One checkpoint as returned by the script `get`."""

    def __init__(self, thread: str, answer: Sequence[Any], coding: Coding) -> None:
        self.thread, self._coding = thread, coding
        self.name: str = answer[0].decode("utf-8", "replace")
        self._record, self._channels, self._values, self._writes, self._written = answer[1:]

    def metadata(self) -> CheckpointMetadata:
        return cast(CheckpointMetadata, self._coding.loaded(*self._coding.unpacked(self._record, 5, "its record")[3:5]))

    def whole(self) -> CheckpointTuple:
        """Assemble the checkpoint tuple. Raises Damaged if a part is missing or unreadable."""
        parent, kind, data, meta_kind, meta = self._coding.unpacked(self._record, 5, "its record")
        checkpoint: Checkpoint = self._coding.loaded(kind, data)
        if not isinstance(checkpoint, dict) or not checkpoint.keys() >= _PARTS:
            raise Damaged("its record lacks a part")
        if self._channels is None:
            raise Damaged("the names of its channels can't be read")
        values = dict(self._value(*pair) for pair in zip(self._channels, self._values, strict=True))
        values.pop("", None)
        namespace, checkpoint_id = keys.parts(self.name, 2)
        return CheckpointTuple(
            config=config(self.thread, namespace, checkpoint_id),
            checkpoint={**checkpoint, "channel_values": values},
            metadata=self._coding.loaded(meta_kind, meta),
            parent_config=config(self.thread, namespace, parent) if parent else None,
            pending_writes=self._pending(),
        )

    def _value(self, name: bytes, stored: bytes | None) -> tuple[str, Any]:
        try:
            channel = keys.parts(name, 3)[1]
        except (UnicodeDecodeError, IndexError) as error:
            raise Damaged("the name of a channel can't be read") from error
        kind, data = self._coding.unpacked(stored, 2, f"the value of channel {channel!r}")
        return ("", None) if kind == EMPTY else (channel, self._coding.loaded(kind, data))

    def _pending(self) -> list[tuple[str, str, Any]]:
        found = []
        for name, stored in zip(self._writes, self._written, strict=True):
            task, index = keys.parts(name, 4)[2:4]
            path, channel, kind, data = self._coding.unpacked(stored, 4, f"a write of task {task}")
            found.append((writes_sort_key(path, task, int(index)), (task, channel, self._coding.loaded(kind, data))))
        return [write for _, write in sorted(found, key=lambda pair: pair[0])]


def config(thread: str, namespace: str, checkpoint_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread, "checkpoint_ns": namespace, "checkpoint_id": checkpoint_id}}


def put_arguments(coding: Coding, at: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata) -> list[Any]:
    """Arguments of the script `put`: the checkpoint's record, the names of its channel values, and its parent."""
    place = at["configurable"]
    namespace = place.get("checkpoint_ns", "")
    bare = {key: value for key, value in checkpoint.items() if key != "channel_values"}
    meta = get_checkpoint_metadata(at, metadata)
    record = coding.packed("its record", place.get("checkpoint_id"), *coding.dumped(bare), *coding.dumped(meta))
    names = [keys.channel(namespace, channel, version) for channel, version in checkpoint["channel_versions"].items()]
    before = keys.name(namespace, place.get("checkpoint_id") or "")
    return [namespace, keys.name(namespace, checkpoint["id"]), record, ormsgpack.packb(names), before]


def value_arguments(coding: Coding, namespace: str, checkpoint: Checkpoint, new: ChannelVersions, every: bool) -> list[Any]:
    """Arguments of the script `put`: name and value of each changed channel, or of every one; unchanged ones are stored only if missing."""
    values = checkpoint["channel_values"]
    found: list[Any] = []
    for channel, version in (checkpoint["channel_versions"] if every else new).items():
        typed = coding.dumped(values[channel]) if channel in values else (EMPTY, b"")
        stored = coding.packed(f"the value of channel {channel!r}", *typed)
        found += [keys.channel(namespace, channel, version), stored, "1" if channel in new else "0"]
    return found


def write_arguments(coding: Coding, at: RunnableConfig, writes: Sequence[tuple[str, Any]], task: str, path: str) -> list[Any]:
    """Arguments of the script `put_writes`. Errors, interrupts and resumes have fixed indices and overwrite earlier ones."""
    namespace, checkpoint_id = at["configurable"].get("checkpoint_ns", ""), at["configurable"]["checkpoint_id"]
    found: list[Any] = [namespace, checkpoint_id]
    for order, (channel, value) in enumerate(writes):
        index = WRITES_IDX_MAP.get(channel, order)
        stored = coding.packed(f"a write of task {task}", path, channel, *coding.dumped(value))
        found += [keys.write(namespace, checkpoint_id, task, index), stored, "1" if index < 0 else "0"]
    return found
