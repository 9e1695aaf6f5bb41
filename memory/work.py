"""A saver's operations as generators that yield Redis calls and receive their answers.

So blocking and asynchronous clients share one implementation.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar, cast

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple, get_checkpoint_id
from langgraph.checkpoint.serde.types import _DeltaSnapshot

from ..schema.errors import LeaseForgotten, LeaseGone
from . import keys
from .checkpoint_record import Stored, put_arguments, value_arguments, write_arguments
from .coding import TAKEN, Coding
from .locks import FENCE, overtaken
from .names import id_of
from .record import DAMAGED, Damaged, Oversized

PAGE = 16
"""Checkpoints read per round trip of a listing."""
WHOLE = -1
"""Value of `keep` for the script `put`: keep all from now on, since values of this namespace lie in its history."""
LACKING = 2
"""Answer of the script `put` if a value that the checkpoint refers to is missing."""


class Call(NamedTuple):
    """One round trip: a script with its keys."""

    script: str
    keys: Sequence[str]
    arguments: Sequence[Any] = ()


T = TypeVar("T")
Fields = Sequence[tuple[int, str, Any, int]]
"""(index among the keys beside a thread, field, value, 1 to keep an existing value)."""
Beside = Callable[[str], Sequence[str]]
"""Returns further keys of a thread, in its slot."""
Work = Generator[Call, Any, T]
Listing = Generator[Call | CheckpointTuple, Any, None]
"""Also yields the tuples found."""


class SaverWork:
    """The operations over keys that begin with `prefix`; 0: no limit. The keys `beside` a thread share its TTL."""

    def __init__(self, prefix: str, ttl: int, keep_last: int, coding: Coding, beside: Beside) -> None:
        self.prefix, self.ttl, self.keep_last, self.coding, self.beside = prefix, ttl, keep_last, coding, beside

    def get_tuple(self, config: RunnableConfig) -> Work[CheckpointTuple | None]:
        place = _place(config)
        found = (yield from self._get(place["thread_id"], [(place["checkpoint_ns"], get_checkpoint_id(config) or "")]))[0]
        return None if found is None else (yield from self._read(found))

    def put(
        self, config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata, new_versions: ChannelVersions, fields: Fields = ()
    ) -> Work[RunnableConfig]:
        """Store a checkpoint and, in the same step, `fields` of the hashes beside the thread. Values that the run had read, but that retention or a
        deletion removed since, are stored again with it."""
        place = _place(config)
        what = put_arguments(self.coding, config, checkpoint, metadata)
        keep = WHOLE if _has_delta(metadata) or _is_snapshot(checkpoint) else self.keep_last
        beside = [part for field in fields for part in field]

        def stored(every: bool) -> Work[int]:
            values = value_arguments(self.coding, place["checkpoint_ns"], checkpoint, new_versions, every)
            return self._store("put", place, [*what, self.ttl, keep, len(values), *values, *beside])

        if (yield from stored(every=False)) == LACKING:
            yield from stored(every=True)
        return {"configurable": {"thread_id": place["thread_id"], "checkpoint_ns": place["checkpoint_ns"], "checkpoint_id": checkpoint["id"]}}

    def put_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str) -> Work[None]:
        if writes:
            arguments = write_arguments(self.coding, config, writes, task_id, task_path)
            yield from self._store("put_writes", _place(config), [*arguments[:2], self.ttl, self.keep_last, *arguments[2:]])

    def listed(
        self, thread: str, at: RunnableConfig | None, filter: dict[str, Any] | None, before: RunnableConfig | None, limit: int | None
    ) -> Listing:
        """The checkpoints of one thread, latest first; `limit` only reduces the page size, the caller stops."""
        page = PAGE if filter or limit is None else max(1, min(PAGE, limit))
        thread = str(thread)
        asked = _asked((yield from self._names(thread)), at, before)
        for start in range(0, len(asked), page):
            for found in (yield from self._get(thread, asked[start : start + page])):
                if found is not None and (not filter or (yield from self._meets(found, filter))):
                    yield (yield from self._read(found))

    def delete_thread(self, thread: str) -> Work[None]:
        """Delete the thread and its lease, so that a running turn can't store it again."""
        yield Call("delete", keys.keys(self.prefix, str(thread), (*keys.PARTS, *keys.TURN, *keys.ASIDE)))

    def delete_runs(self, thread: str, runs: set[str]) -> Work[None]:
        places = _asked((yield from self._names(thread)))
        gone: list[str] = []
        for start in range(0, len(places), PAGE):
            for found in (yield from self._get(thread, places[start : start + PAGE])):
                with suppress(Damaged):  # reported when it is read; other threads' runs are deleted all the same
                    if found is not None and found.metadata().get("run_id") in runs:
                        gone.append(found.name)
        yield from self._drop(thread, gone)

    def copy_thread(self, source: str, target: str) -> Work[None]:
        answer = yield self._call("dump", str(source))
        copies = [part for dumped, ttl in zip(answer[::2], answer[1::2], strict=True) for part in (dumped or b"", max(ttl, 0))]
        yield self._call("restore", str(target), copies)

    def prune(self, thread: str, strategy: str) -> Work[None]:
        """`keep_latest` keeps the last checkpoint of each namespace, and a thread with DeltaChannels whole, since its values lie in its history."""
        if strategy == "delete":
            return (yield from self.delete_thread(thread))
        if strategy != "keep_latest":
            raise ValueError(f"There is no strategy {strategy!r}; there are keep_latest and delete.")
        thread = str(thread)
        names = yield from self._names(thread)
        latest = {_pair(name)[0]: name for name in sorted(names)}
        last = yield from self._get(thread, [_pair(name) for name in latest.values()])
        if not any(found is not None and _has_delta(found.metadata()) for found in last):
            yield from self._drop(thread, [name for name in names if name not in latest.values()])

    def _call(self, script: str, thread: str, arguments: Sequence[Any] = ()) -> Call:
        return Call(script, keys.keys(self.prefix, thread), arguments)

    def _living(self, thread: str) -> Sequence[str]:
        return self.beside(thread) if self.ttl else ()

    def _store(self, script: str, place: dict[str, Any], arguments: Sequence[Any]) -> Work[int]:
        """Run a storing script and return its answer. With a fencing token in the config, raises LeaseLost unless that turn holds the thread."""
        thread = place["thread_id"]
        names = [*keys.keys(self.prefix, thread, (*keys.PARTS, keys.TURN[0])), *self.beside(thread)]
        held = yield Call(script, names, [place.get(FENCE, ""), *arguments])
        if held == -1:
            raise LeaseForgotten(f"Redis came back without the lease of the turn on conversation {id_of(thread)!r}; nothing of it was stored.")
        if held == 0:
            raise overtaken(thread)
        if held == -2:
            raise LeaseGone(f"The lease of the turn on conversation {id_of(thread)!r} is gone; nothing of it was stored.")
        return cast(int, held)

    def _get(self, thread: str, places: Sequence[tuple[str, str]]) -> Work[list[Stored | None]]:
        names = [*keys.keys(self.prefix, thread), *self._living(thread)]
        answers = yield Call("get", names, [self.ttl, *(part for place in places for part in place)])
        return [Stored(thread, answer, self.coding) if answer else None for answer in _readable(thread, answers)]

    def _read(self, found: Stored) -> Work[CheckpointTuple]:
        try:
            return found.whole()
        except Damaged as error:
            raise (yield from self._told(found, error)) from error

    def _meets(self, found: Stored, filter: dict[str, Any]) -> Work[bool]:
        try:
            metadata = found.metadata()
        except Damaged as error:
            raise (yield from self._told(found, error)) from error
        return all(metadata.get(name) == value for name, value in filter.items())

    def _told(self, found: Stored, error: Damaged) -> Work[Damaged]:
        """Set a damaged checkpoint aside and return the error; an oversized one stays, for a saver with a larger limit."""
        namespace, checkpoint_id = _pair(found.name)
        if isinstance(error, Oversized):
            return Oversized(
                f"Checkpoint {checkpoint_id} of conversation {found.thread!r} wasn't read: {error}; {TAKEN}, or delete the conversation."
            )
        before = (yield self._call("set_aside", found.thread, [namespace, found.name])).decode()
        rest = f"{_pair(before)[1]} before it is what the next turn goes on from" if before else "there is none before it"
        told = Damaged(f"Checkpoint {checkpoint_id} of conversation {found.thread!r} is damaged ({error}) and was set aside; {rest}.", DAMAGED)
        told.checkpoint = checkpoint_id
        return told

    def _names(self, thread: str) -> Work[list[str]]:
        members = yield self._call("names", thread)
        return [member[2:].decode() for member in _readable(thread, members)]

    def _drop(self, thread: str, names: Sequence[str]) -> Work[None]:
        if names:
            yield self._call("drop", thread, names)


def _readable(thread: str, answer: Any) -> Any:
    """Return the script's answer. Raises Damaged if it names a key of another type."""
    if isinstance(answer, bytes):
        part = answer.decode()
        raise Damaged(
            f"Conversation {thread!r} is damaged (its {part} are of another type) and was set aside; the next turn begins it anew.", DAMAGED
        )
    return answer


def _asked(names: Sequence[str], at: RunnableConfig | None = None, before: RunnableConfig | None = None) -> list[tuple[str, str]]:
    """Namespaces and ids that match `at` and precede `before`, latest first."""
    namespace = at["configurable"].get("checkpoint_ns") if at else None
    only, end = get_checkpoint_id(at) if at else None, get_checkpoint_id(before) if before else None
    places = sorted((_pair(name) for name in names), key=lambda place: place[1], reverse=True)
    return [place for place in places if namespace in (None, place[0]) and only in (None, place[1]) and (end is None or place[1] < end)]


def _place(config: RunnableConfig) -> dict[str, Any]:
    """The config's place; the thread may be a number or UUID, used as text."""
    place = config["configurable"]
    return {**place, "thread_id": str(place["thread_id"]), "checkpoint_ns": place.get("checkpoint_ns", "")}


def _pair(name: str) -> tuple[str, str]:
    namespace, checkpoint_id = keys.parts(name, 2)
    return namespace, checkpoint_id


def _has_delta(metadata: CheckpointMetadata) -> bool:
    return bool(metadata.get("counters_since_delta_snapshot"))


def _is_snapshot(checkpoint: Checkpoint) -> bool:
    """True if it holds a whole DeltaChannel, whose history later checkpoints still need."""
    return any(isinstance(value, _DeltaSnapshot) for value in checkpoint["channel_values"].values())
