"""A checkpoint saver for LangGraph on plain Redis >= 6.2, Valkey, and either's cluster; usable by itself."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from secrets import token_hex
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple, get_checkpoint_id
from langgraph.checkpoint.serde.base import SerializerProtocol

from ..schema.errors import LeaseLost
from . import connection, keys, scripts
from .locks import FENCE
from .record import Damaged
from .serializer import serializer
from .stored import Stored, put_arguments, write_arguments
from .threaded import ThreadedSaver

PAGE = 16
"""Checkpoints that `list` reads in one round trip."""


class RedisSaver(ThreadedSaver):
    """`put`, `put_writes` and `get_tuple` are one atomic round trip each, by scripts over the four keys of a thread (keys.py).

    `url` as redis-py takes it (`redis+cluster://` for a cluster), or a `client` of yours, blocking as in redis-py; the asynchronous half runs
    it in threads of its own, so that a saver belongs to no event loop. `ttl`: seconds that a thread lives after its last use. `keep_last`:
    checkpoints kept of each namespace of a thread, with every channel value that they refer to; a thread whose graph has DeltaChannels
    is kept whole, since its values lie in its history. None: no limit.

    Raises OutsideError (asynchronous half) or redis-py's errors where Redis is away, and never "no conversation" instead; Damaged where what
    is stored can't be read: that checkpoint is set aside, and the next `get_tuple` gives the one before it.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        client: Any = None,
        ttl: int | None = None,
        keep_last: int | None = None,
        prefix: str = keys.PREFIX,
        serde: SerializerProtocol | None = None,
    ) -> None:
        if (url is None) == (client is None):
            raise ValueError("RedisSaver takes either a url or a client")
        super().__init__(serde=serde or serializer())
        self.address = connection.address(url) if url else "the client's address"
        self.client = client if client is not None else connection.connect(url or "")
        self.prefix, self.ttl, self.keep_last = prefix, ttl or 0, keep_last or 0
        self._owned = client is None
        self._scripts = {name: self.client.register_script(scripts.source(name)) for name in scripts.SAVING}

    def trouble(self) -> AbstractContextManager[None]:
        return connection.redis_trouble(self.address)

    def get_next_version(self, current: str | int | float | None, channel: None) -> str:
        """Rising, and never the same twice: two branches of a thread don't share a value."""
        last = 0 if current is None else int(str(current).split(".")[0])
        return f"{last + 1:010}.{token_hex(4)}"

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        thread, namespace = config["configurable"]["thread_id"], config["configurable"].get("checkpoint_ns", "")
        found = self._get(thread, [(namespace, get_checkpoint_id(config) or "")])[0]
        return None if found is None else self._read(found)

    def list(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> Iterator[CheckpointTuple]:
        """The latest first; those of every thread where `config` is None, thread by thread."""
        left = limit
        for thread in [config["configurable"]["thread_id"]] if config else self.threads_stored():
            for found in self._listed(thread, config, before):
                if left is not None and left <= 0:
                    return
                if filter and any(found.metadata(self.serde).get(name) != value for name, value in filter.items()):
                    continue
                yield self._read(found)
                left = None if left is None else left - 1

    def put(self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions) -> RunnableConfig:
        place = config["configurable"]
        what, changed = put_arguments(self.serde, config, checkpoint, metadata, new_versions)
        keep = 0 if _has_delta(metadata) else self.keep_last
        self._store("put", place, [*what, self.ttl, keep, *changed])
        return {"configurable": {**_place(place), "checkpoint_id": checkpoint["id"]}}

    def put_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        if writes:
            self._store("put_writes", config["configurable"], [self.ttl, *write_arguments(self.serde, config, writes, task_id, task_path)])

    def delete_thread(self, thread_id: str) -> None:
        """A turn that runs can't write it anew: its lease goes too."""
        self.client.unlink(*keys.keys(self.prefix, thread_id, (*keys.PARTS, *keys.TURN)))

    def delete_for_runs(self, run_ids: Sequence[str]) -> None:
        """Looks through every thread."""
        wanted = set(run_ids)
        for thread in self.threads_stored() if wanted else ():
            names = [found.name for found in self._listed(thread) if found.metadata(self.serde).get("run_id") in wanted]
            self._drop(thread, names)

    def copy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        """The target is replaced, whole; a source that isn't there leaves none."""
        pairs = list(zip(keys.keys(self.prefix, source_thread_id), keys.keys(self.prefix, target_thread_id), strict=True))
        copies = [(target, self.client.dump(source), self.client.pttl(source)) for source, target in pairs]
        self.client.unlink(*(target for _, target in pairs))
        for target, copy, ttl in copies:
            if copy is not None:
                self.client.restore(target, max(ttl, 0), copy, replace=True)

    def prune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        """`keep_latest` leaves the last checkpoint of each namespace (a thread with DeltaChannels whole), `delete` none."""
        if strategy not in ("keep_latest", "delete"):
            raise ValueError(f"There is no strategy {strategy!r}; there are keep_latest and delete.")
        for thread in thread_ids:
            if strategy == "delete":
                self.delete_thread(thread)
                continue
            names = self._names(thread)
            latest = {keys.parts(name)[0]: name for name in sorted(names)}
            last = self._get(thread, [_pair(name) for name in latest.values()])
            if not any(found is not None and _has_delta(found.metadata(self.serde)) for found in last):
                self._drop(thread, [name for name in names if name not in latest.values()])

    def threads_stored(self) -> Iterator[str]:
        """The ids of all threads, in no order."""
        for key in self.client.scan_iter(match=keys.pattern(self.prefix, keys.PARTS[0]), count=1000):
            yield keys.thread_of(self.prefix, key.decode())

    async def adelete_for_runs(self, run_ids: Sequence[str]) -> None:
        await self._call(lambda: self.delete_for_runs(run_ids))

    async def acopy_thread(self, source_thread_id: str, target_thread_id: str) -> None:
        await self._call(lambda: self.copy_thread(source_thread_id, target_thread_id))

    async def aprune(self, thread_ids: Sequence[str], *, strategy: str = "keep_latest") -> None:
        await self._call(lambda: self.prune(thread_ids, strategy=strategy))

    def close(self) -> None:
        super().close()
        if self._owned:
            self.client.close()

    def _run(self, script: str, thread: str, arguments: Sequence[Any]) -> Any:
        return self._scripts[script](keys=keys.keys(self.prefix, thread), args=arguments)

    def _store(self, script: str, place: dict[str, Any], arguments: Sequence[Any]) -> None:
        """Only for the turn that holds the thread, where the config names its fencing token."""
        names = keys.keys(self.prefix, place["thread_id"], (*keys.PARTS, keys.TURN[0]))
        if not self._scripts[script](keys=names, args=[place.get(FENCE, ""), *arguments]):
            raise LeaseLost(f"The turn on conversation {place['thread_id']!r} had lost its place to another; nothing of it was stored.")

    def _get(self, thread: str, places: Sequence[tuple[str, str]]) -> Sequence[Stored | None]:
        answers = self._run("get", thread, [self.ttl, *(part for place in places for part in place)])
        return [Stored(thread, answer) if answer else None for answer in answers]

    def _read(self, found: Stored) -> CheckpointTuple:
        try:
            return found.whole(self.serde)
        except Damaged as error:
            namespace, checkpoint_id = _pair(found.name)
            before = self._run("set_aside", found.thread, [namespace, found.name]).decode()
            rest = f"{keys.parts(before)[1]} before it is what the next turn goes on from" if before else "there is none before it"
            raise Damaged(f"Checkpoint {checkpoint_id} of conversation {found.thread!r} is damaged ({error}) and was set aside; {rest}.") from error

    def _names(self, thread: str) -> Sequence[str]:
        members = self.client.zrangebylex(keys.keys(self.prefix, thread)[0], "[c\0", "(c\1")
        return [member[2:].decode() for member in members]

    def _listed(self, thread: str, at: RunnableConfig | None = None, before: RunnableConfig | None = None) -> Iterator[Stored]:
        """Page by page, the latest first, of the namespace and id that `at` names."""
        namespace = at["configurable"].get("checkpoint_ns") if at else None
        only, end = get_checkpoint_id(at) if at else None, get_checkpoint_id(before) if before else None
        places = [_pair(name) for name in self._names(thread)]
        asked = [
            place
            for place in sorted(places, key=lambda place: place[1], reverse=True)
            if namespace in (None, place[0]) and only in (None, place[1]) and (end is None or place[1] < end)
        ]
        for start in range(0, len(asked), PAGE):
            yield from (found for found in self._get(thread, asked[start : start + PAGE]) if found is not None)

    def _drop(self, thread: str, names: Sequence[str]) -> None:
        if names:
            self._run("drop", thread, names)


def _place(configurable: dict[str, Any]) -> dict[str, Any]:
    return {"thread_id": configurable["thread_id"], "checkpoint_ns": configurable.get("checkpoint_ns", "")}


def _pair(name: str) -> tuple[str, str]:
    namespace, checkpoint_id = keys.parts(name)
    return namespace, checkpoint_id


def _has_delta(metadata: CheckpointMetadata) -> bool:
    return bool(metadata.get("counters_since_delta_snapshot"))
