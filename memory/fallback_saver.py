"""RedisSaver that continues from the held state while Redis is down."""

import asyncio
from collections.abc import Callable, Sequence
from time import time
from typing import Any, TypeVar

import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple, get_checkpoint_id

from ..schema.errors import LeaseForgotten, OutsideError
from . import keys, scripts
from .checkpoint_record import config as place_of
from .deletions import Deletions
from .held import Held, HeldThreads, HeldTurn
from .locks import FENCE
from .names import id_of
from .record import DAMAGED, Damaged, Oversized, pack, unpack
from .redis import RedisSaver
from .whole_turns import Made, WholeTurns
from .work import Fields

T = TypeVar("T")
log = structlog.get_logger("daogou")
ALONE = ""
"""Fencing token of a turn that could not get a lease from Redis: its result is held, and stored under a later lease."""


def server_of(fence: str) -> str:
    """Run id of the server that gave the lease."""
    return fence.rpartition(":")[2]


class FallbackSaver(RedisSaver):
    """Holds only the last checkpoint of a thread's root graph. While Redis is down, a thread that isn't held raises OutsideError; Damaged if its last
    state is lost. `wake` is called when there is held state to store."""

    def __init__(self, url: str, held: HeldThreads, **options: Any) -> None:
        super().__init__(url, **options)
        self.held, self._life, self._deletions = held, options.get("ttl"), Deletions(self.client)
        self.wake: Callable[[], None] = lambda: None

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        return await self._held(lambda: self.get_tuple(config))

    async def aput(
        self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions
    ) -> RunnableConfig:
        return await self._held(lambda: self.put(config, checkpoint, metadata, new_versions))

    async def aput_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        await self._held(lambda: self.put_writes(config, writes, task_id, task_path))

    async def adelete_thread(self, thread_id: str) -> None:
        await self._held(lambda: self.delete_thread(thread_id))

    async def _held(self, function: Callable[[], T]) -> T:
        """Run in a thread; the synchronous half translates the errors."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, function)

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        thread, held = _last_of(config), None
        if thread is not None:
            held = self.held.get(thread)
        try:
            with self.trouble():
                found, damage = self._readable(config)
        except OutsideError:
            if held is None or (held.checkpoint is None and not held.fresh):
                raise
            if FENCE in config["configurable"]:
                self.held.change(thread or "", Held.unverified)
            return self._tuple(thread or "", held)
        fence = config["configurable"].get(FENCE)
        if damage is not None and thread is not None:
            log.warning("a conversation is damaged", thread=thread, error=str(damage))
            if held is not None and self._is_last(held, damage.checkpoint):
                return self._tuple(thread, self.lost_by_server(thread, held))
            if found is not None or fence is not None:
                raise _spoilt(thread, found)
        if held is None or thread is None:
            return found
        return self._later(thread, held, found, fence)

    def _readable(self, config: RunnableConfig) -> tuple[CheckpointTuple | None, Damaged | None]:
        """The last readable checkpoint, and the damage of a later one. A checkpoint requested by id is read alone."""
        damage: Damaged | None = None
        while True:
            try:
                return super().get_tuple(config), damage
            except Oversized:
                raise
            except Damaged as error:  # ends, because each damaged one is set aside
                if _last_of(config) is None:
                    raise
                damage = damage or error

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        with self.trouble():
            return super().put(config, checkpoint, metadata, new_versions)

    def commit(self, made: Made, fields: Fields, number: int, turn: HeldTurn) -> tuple[bool, Held]:
        """Store a turn's checkpoint and transcript in one step, or hold both if that fails. Return whether they are stored, and the held state before
        this turn's words. Raises LeaseLost if the turn was ended."""
        config, checkpoint, metadata, new_versions = made
        place = config["configurable"]
        thread, fence = place["thread_id"], place[FENCE]
        held = self.held.get(thread)
        assert held is not None, "a turn begins by being held"
        kept = pack(place.get("checkpoint_id"), *self.serde.dumps_typed(checkpoint), *self.serde.dumps_typed(metadata))
        server = None
        if fence != ALONE and held.follows(server_of(fence)):
            try:
                with self.trouble():
                    self._driver.done(self._work.put(config, checkpoint, metadata, new_versions, fields))
                server = server_of(fence)
            except (OutsideError, LeaseForgotten):
                pass  # held, and stored later
        with self.held.guard:
            held = (self.held.get(thread) or held).with_checkpoint(checkpoint["id"], kept, place.get("checkpoint_id"), server)
            self.held.put(thread, held.with_turn(number, turn))
        return server is not None, held

    def put_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        with self.trouble():
            super().put_writes(config, writes, task_id, task_path)

    def delete_thread(self, thread_id: str) -> None:
        with self.trouble():
            self._deletions.note(thread_id)
            super().delete_thread(thread_id)
        self.held.drop(thread_id)

    def lost(self, thread: str, held: Held) -> bool:
        """True if Redis lost a held thread, or its last turns, by itself: not deleted and not expired."""
        return self.lasts(held) and not self.deleted(thread, held)

    def lasts(self, held: Held) -> bool:
        """True if there is held state and it hasn't expired."""
        return held.checkpoint is not None and not (self._life and time() - held.used > self._life)

    def deleted(self, thread: str, held: Held | None) -> bool:
        """True if the thread was deleted after it was held. Raises OutsideError."""
        return _since(self.mark(thread), held)

    def which_deleted(self, threads: Sequence[tuple[str, Held]]) -> list[bool]:
        """Like `deleted` for each, in one round trip."""
        with self.trouble():
            marks = self._deletions.marks([thread for thread, _ in threads])
        return [_since(mark, held) for mark, (_, held) in zip(marks, threads, strict=True)]

    def mark(self, thread: str) -> float | None:
        """Mark of the last deletion of this thread id. Raises OutsideError."""
        with self.trouble():
            return self._deletions.mark(thread)

    def last(self, thread: str) -> CheckpointTuple | None:
        """The last readable checkpoint in Redis, regardless of held state."""
        with self.trouble():
            return self._readable({"configurable": {"thread_id": thread}})[0]

    def server(self, thread: str) -> str:
        """Run id of the server that the thread is on now."""
        with self.trouble():
            return str(scripts.run(self.client, "server", keys.keys(self.prefix, thread)).decode())

    def store(self, thread: str, held: Held, fence: str) -> None:
        """Store the held checkpoint under a lease."""
        parent, checkpoint, metadata = self._unpacked(held)
        config: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": "", "checkpoint_id": parent, FENCE: fence}}
        with self.trouble():
            super().put(config, checkpoint, metadata, checkpoint["channel_versions"])

    def superseded(self, thread: str, found: CheckpointTuple, server: str | None, gone: int = 0) -> Held | None:
        parent = found.parent_config["configurable"]["checkpoint_id"] if found.parent_config else None
        kept = pack(parent, *self.serde.dumps_typed(found.checkpoint), *self.serde.dumps_typed(found.metadata))
        return self.held.change(thread, lambda now: now.superseded(found.checkpoint["id"], kept, server, gone))

    def _later(self, thread: str, held: Held, found: CheckpointTuple | None, fence: str | None) -> CheckpointTuple | None:
        """The checkpoint to continue from: the held one or the one found."""
        server = server_of(fence) if fence else self.server(thread) if fence == ALONE else held.server or ""
        last = found.checkpoint["id"] if found is not None else None
        if held.server == server and (last is None or (held.stored and last in held.lineage)) and self.lost(thread, held):
            held = self.lost_by_server(thread, held)
        if last is None and fence is not None and held.entry is not None and held.entry.turns and not self._is_last(held):
            raise _spoilt(thread, None)
        if held.ahead_of(last, server):
            return self._tuple(thread, held)
        if fence is not None and found is not None and last != held.checkpoint_id:
            self.superseded(thread, found, server)
        return found

    def _is_last(self, held: Held, checkpoint_id: str = "") -> bool:
        """True if the held state is the thread's last: the checkpoint `checkpoint_id` if given, else by its count of turns."""
        if held.checkpoint is None or checkpoint_id:
            return held.checkpoint is not None and held.checkpoint_id == checkpoint_id
        counted = self._unpacked(held)[1]["channel_values"].get("turn")
        return counted is None or held.entry is None or counted >= held.entry.turns

    def lost_by_server(self, thread: str, held: Held) -> Held:
        """Mark a thread as lost by the server, so that it is stored again once its lease is free."""
        held = self.held.change(thread, Held.lost_by_server) or held
        self.wake()
        return held

    def _unpacked(self, held: Held) -> tuple[str | None, Checkpoint, CheckpointMetadata]:
        parent, kind, data, meta_kind, meta = unpack(held.checkpoint, 5, "the checkpoint held")
        return parent, self.serde.loads_typed((kind, data)), self.serde.loads_typed((meta_kind, meta))

    def _tuple(self, thread: str, held: Held) -> CheckpointTuple | None:
        if held.checkpoint is None:
            return None
        parent, checkpoint, metadata = self._unpacked(held)
        return CheckpointTuple(
            config=place_of(thread, "", held.checkpoint_id),
            checkpoint=checkpoint,
            metadata=metadata,
            parent_config=place_of(thread, "", parent) if parent else None,
            pending_writes=[],
        )


class TurnSaver(WholeTurns, FallbackSaver): ...


def _since(mark: float | None, held: Held | None) -> bool:
    """True if `mark` is a deletion after the state was held."""
    return mark is not None and (held is None or mark != held.mark)


def _spoilt(thread: str, found: CheckpointTuple | None) -> Damaged:
    """The error of a damaged thread; `found`: its last readable state."""
    lost = "what it had come to is lost, so it can't go on; begin a new conversation"
    if found is not None:
        lost = "what its last turns came to is lost; begin a new conversation, or send the message again to go on from the turn before them"
    return Damaged(f"Conversation {id_of(thread)!r} is damaged: {lost}.", DAMAGED)


def _last_of(config: RunnableConfig) -> str | None:
    """The thread if the config asks for the last checkpoint of its root graph, else None."""
    place = config["configurable"]
    return None if place.get("checkpoint_ns") or get_checkpoint_id(config) else place["thread_id"]
