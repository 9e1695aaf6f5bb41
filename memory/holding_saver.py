"""The saver of an assistant: as RedisSaver, and going on from what this process holds while Redis is away."""

import asyncio
from collections.abc import Callable, Sequence
from time import time
from typing import Any, TypeVar

import structlog
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple, get_checkpoint_id

from ..schema.errors import LeaseForgotten, OutsideError
from . import keys, scripts
from .deletions import Deletions
from .held import Held, HeldThreads, HeldTurn
from .locks import FENCE
from .names import id_of
from .record import DAMAGED, Damaged, Oversized, pack, unpack
from .redis import RedisSaver
from .stored import config as place_of
from .whole_turns import Made, WholeTurns
from .work import Fields

T = TypeVar("T")
log = structlog.get_logger("daogou")
ALONE = ""
"""The fencing token of a turn that could not ask Redis for its lease: what it makes is held here, and stored under a lease later."""


def server_of(fence: str) -> str:
    """The run id of the server that gave the lease."""
    return fence.rpartition(":")[2]


class HoldingSaver(RedisSaver):
    """Only the last checkpoint of a thread's own graph is held. A thread that isn't held here raises OutsideError while Redis is away, and Damaged
    where what it would go on from is lost. `wake` is told of what is held and must be stored."""

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
        """Without a look at whether Redis answers: that is the synchronous half's."""
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
                self.held.change(thread or "", Held.unsure)
            return self._tuple(thread or "", held)
        fence = config["configurable"].get(FENCE)
        if damage is not None and thread is not None:
            log.warning("a conversation is damaged", thread=thread, error=str(damage))
            if held is not None and self._is_last(held, damage.checkpoint):
                return self._tuple(thread, self.adrift(thread, held))
            if found is not None or fence is not None:
                raise _spoilt(thread, found)
        if held is None or thread is None:
            return found
        return self._later(thread, held, found, fence)

    def _readable(self, config: RunnableConfig) -> tuple[CheckpointTuple | None, Damaged | None]:
        """The last checkpoint that can be read, and why the last that is stored can't; of a checkpoint that is named, that one alone."""
        damage: Damaged | None = None
        while True:
            try:
                return super().get_tuple(config), damage
            except Oversized:
                raise
            except Damaged as error:  # each is set aside, so that there comes an end
                if _last_of(config) is None:
                    raise
                damage = damage or error

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        with self.trouble():
            return super().put(config, checkpoint, metadata, new_versions)

    def commit(self, made: Made, fields: Fields, number: int, turn: HeldTurn) -> tuple[bool, Held]:
        """Stores what a turn made, and the words of its transcript in the same step; where that can't be, holds both: whether they are stored, and
        what was held before its words were. Raises LeaseLost where the turn was ended."""
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
            held = (self.held.get(thread) or held).later(checkpoint["id"], kept, place.get("checkpoint_id"), server)
            self.held.put(thread, held.said(number, turn))
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
        """Whether a thread that is held and that Redis lacks, all or its last turns, was neither deleted nor too old: a server was emptied, or threw
        it out for want of room."""
        return self.lasts(held) and not self.deleted(thread, held)

    def lasts(self, held: Held) -> bool:
        """Whether there is a state to bring back, and it isn't too old."""
        return held.checkpoint is not None and not (self._life and time() - held.used > self._life)

    def deleted(self, thread: str, held: Held | None) -> bool:
        """Whether the conversation was deleted since it is held, or is not held because it was. Raises OutsideError."""
        return _since(self.mark(thread), held)

    def which_deleted(self, threads: Sequence[tuple[str, Held]]) -> list[bool]:
        """The same of each, in one round trip."""
        with self.trouble():
            marks = self._deletions.marks([thread for thread, _ in threads])
        return [_since(mark, held) for mark, (_, held) in zip(marks, threads, strict=True)]

    def mark(self, thread: str) -> float | None:
        """Of the last deletion of a conversation of this id. Raises OutsideError."""
        with self.trouble():
            return self._deletions.mark(thread)

    def last(self, thread: str) -> CheckpointTuple | None:
        """The thread's last checkpoint in Redis that can be read, whatever is held here."""
        with self.trouble():
            return self._readable({"configurable": {"thread_id": thread}})[0]

    def server(self, thread: str) -> str:
        """The run id of the server that the thread lies on now."""
        with self.trouble():
            return str(scripts.run(self.client, "server", keys.keys(self.prefix, thread)).decode())

    def store(self, thread: str, held: Held, fence: str) -> None:
        """What is held, whole, under a lease."""
        parent, checkpoint, metadata = self._unpacked(held)
        config: RunnableConfig = {"configurable": {"thread_id": thread, "checkpoint_ns": "", "checkpoint_id": parent, FENCE: fence}}
        with self.trouble():
            super().put(config, checkpoint, metadata, checkpoint["channel_versions"])

    def superseded(self, thread: str, found: CheckpointTuple, server: str | None, gone: int = 0) -> Held | None:
        parent = found.parent_config["configurable"]["checkpoint_id"] if found.parent_config else None
        kept = pack(parent, *self.serde.dumps_typed(found.checkpoint), *self.serde.dumps_typed(found.metadata))
        return self.held.change(thread, lambda now: now.superseded(found.checkpoint["id"], kept, server, gone))

    def _later(self, thread: str, held: Held, found: CheckpointTuple | None, fence: str | None) -> CheckpointTuple | None:
        """Of what is held and what was found, what the conversation goes on from."""
        server = server_of(fence) if fence else self.server(thread) if fence == ALONE else held.server or ""
        last = found.checkpoint["id"] if found is not None else None
        if held.server == server and (last is None or (held.stored and last in held.lineage)) and self.lost(thread, held):
            held = self.adrift(thread, held)
        if last is None and fence is not None and held.entry is not None and held.entry.turns and not self._is_last(held):
            raise _spoilt(thread, None)
        if held.ahead_of(last, server):
            return self._tuple(thread, held)
        if fence is not None and found is not None and last != held.checkpoint_id:
            self.superseded(thread, found, server)
        return found

    def _is_last(self, held: Held, checkpoint_id: str = "") -> bool:
        """Whether what is held is the conversation's last state: that checkpoint, where it is known, else as far as it counts turns."""
        if held.checkpoint is None or checkpoint_id:
            return held.checkpoint is not None and held.checkpoint_id == checkpoint_id
        counted = self._unpacked(held)[1]["channel_values"].get("turn")
        return counted is None or held.entry is None or counted >= held.entry.turns

    def adrift(self, thread: str, held: Held) -> Held:
        """What is held of a thread of which the server lost a part: it is stored again as soon as nobody has the thread."""
        held = self.held.change(thread, Held.adrift) or held
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


class TurnSaver(WholeTurns, HoldingSaver):
    """What an assistant is compiled with."""


def _since(mark: float | None, held: Held | None) -> bool:
    """Whether a deletion of that mark came after what is held was begun."""
    return mark is not None and (held is None or mark != held.mark)


def _spoilt(thread: str, found: CheckpointTuple | None) -> Damaged:
    """`found`: the last state that can be read."""
    lost = "what it had come to is lost, so it can't go on; begin a new conversation"
    if found is not None:
        lost = "what its last turns came to is lost; begin a new conversation, or send the message again to go on from the turn before them"
    return Damaged(f"Conversation {id_of(thread)!r} is damaged: {lost}.", DAMAGED)


def _last_of(config: RunnableConfig) -> str | None:
    """The thread, where its own graph's last checkpoint is asked for."""
    place = config["configurable"]
    return None if place.get("checkpoint_ns") or get_checkpoint_id(config) else place["thread_id"]
