"""Conversations: checkpoints, transcripts and turn locks, opened and deleted together."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, NamedTuple

import structlog

from ..schema.errors import InputError, ThreadDeleted
from ..schema.reading import Language
from ..schema.reply import Reply
from ..schema.settings import Settings
from .checkpoints import Checkpoints
from .locks import Lease, TurnLocks
from .names import LETTERS, Key, checked, id_of
from .record import Damaged
from .transcripts import Thread, Transcripts, Turn

log = structlog.get_logger("daogou")
SWEPT_S = 3600.0


class Unkept(NamedTuple):
    """The number of a thread's turns that are stored nowhere yet, and its language."""

    thread: str
    turns: int
    language: Language


class Parting:
    """Reports, when a process ends, turns that Redis hasn't stored; this one writes to the log."""

    def waiting(self, left: Sequence[Unkept], seconds: float) -> None:
        log.warning("waiting for Redis to store the last turns", conversations=len(left), seconds=seconds)

    def lost(self, left: Sequence[Unkept], why: str) -> None:
        for each in left:
            log.error("the last turns of a conversation are lost", thread=each.thread, turns=each.turns, why=why)


class Outcome(NamedTuple):
    """Result of storing a turn: whether it is `stored`, earlier turns that could not be stored (`lost`), and turns missing in the transcript
    (`unrecorded`)."""

    stored: bool
    lost: int
    unrecorded: int = 0


Tell = Callable[[Reply, Outcome], Reply]
"""Adds to the reply what could not be stored."""


class Conversations:
    """`checkpoints`: state for the next turn; `transcripts`: what was said. `days`: how long a thread is kept after its last use. `store`: only this
    store's conversations are visible, and another store's thread of the same id is a different one; None: all, each by its key.

    A turn calls, with the thread's `key`: `locks.turn`, `begin`, the graph, `keep`. Other calls take the thread's id.
    """

    def __init__(
        self, checkpoints: Checkpoints, transcripts: Transcripts, locks: TurnLocks, days: int | None = None, store: str | None = None
    ) -> None:
        self.checkpoints, self.transcripts, self.locks, self.store = checkpoints, transcripts, locks, store
        self.parting = Parting()
        self.forgetting: Callable[[str], object] = lambda thread: None  # called with the thread's id, to delete what else belongs to it
        self._looking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="daogou-keys")
        self._days = days
        self._swept = 0.0
        self._sweep()

    def key(self, thread: str) -> Key:
        """Storage key of this store's thread: its id, unless that is another store's key. Raises Damaged."""
        if isinstance(thread, Key):
            return thread
        checked(thread, "thread id")
        return Key(thread) if self.store is None else self._ours(thread, self.store)[0]

    async def akey(self, thread: str) -> Key:
        """Asynchronous `key`; calls are answered in order, so that messages queue in the order they arrive."""
        return await asyncio.get_running_loop().run_in_executor(self._looking, self.key, thread)

    def find(self, thread: str) -> Thread | None:
        """The thread's entry, None if it doesn't exist."""
        return self._found(thread)[1]

    def _found(self, thread: str) -> tuple[Key, Thread | None]:
        """The thread's key and entry."""
        if isinstance(thread, Key) or self.store is None:
            return (key := self.key(thread)), self.transcripts.find(key)
        return self._ours(checked(thread, "thread id"), self.store)

    def _ours(self, thread: str, store: str) -> tuple[Key, Thread | None]:
        found = self.transcripts.first(own := Key.of(thread, store), thread)
        if found is None:
            return Key(thread), None
        return (Key(found[0]), found[1]) if found[0] == own or found[1].store in (None, store) else (own, None)

    def get(self, thread: str) -> tuple[Turn, ...]:
        """The thread's turns in order, empty if it doesn't exist."""
        return self.transcripts.get(self.key(thread))

    def list(self, buyer: str | None = None, limit: int = 50) -> tuple[Thread, ...]:
        """The latest threads first, of `buyer` if given."""
        return self.transcripts.list(buyer if buyer is None else checked(buyer, "buyer"), limit, self.store)

    def called(self, thread: str) -> tuple[Key, ...]:
        """Keys of the threads with this id in all stores."""
        return tuple(self.transcripts.called(checked(thread, "thread id")))

    def held_turns(self, thread: str) -> tuple[Turn, ...]:
        """The turns that this process holds of a thread, for when Redis is down. Raises OutsideError if it holds none."""
        return self.get(thread)

    def held_threads(self, buyer: str | None) -> tuple[Thread, ...]:
        """The buyer's threads that this process holds, latest first, for when Redis is down. Raises OutsideError if it holds none."""
        return self.list(buyer)

    def behind(self, buyer: str | None, thread: str | None = None) -> bool:
        """True if this process holds unstored state of the buyer's threads, or of `thread`."""
        return False

    def claim(self, thread: str, buyer: str | None, title: str) -> str | None:
        """Return the thread's owner, who is `buyer` if it is new. Called before anything of a turn is stored, so that a crash leaves no thread
        without owner."""
        return self.transcripts.claim(thread, buyer, title, self.store)

    def open(self, thread: str, buyer: str | None, title: str) -> None:
        """Claim a new thread for the buyer before its first turn."""
        self.claim(thread, buyer, title)

    def begin(self, thread: str, buyer: str | None, title: str, lease: Lease, new: bool = False) -> None:
        """Begin a turn of `buyer`. `new`: the thread can't exist yet. Raises InputError if it belongs to another buyer."""
        known = self.find(thread)
        if (known.buyer if known is not None else self.claim(thread, buyer, title)) != buyer:
            raise anothers(thread)
        if known is not None:
            self.bind(thread, known)
            if not known.title:
                self.transcripts.rename(thread, title)

    def bind(self, thread: str, known: Thread) -> None:
        """Bind a thread kept by an earlier version to this store. Raises InputError if another store was first."""
        if self.store is not None and known.store != self.store and self.transcripts.bind(thread, self.store) != self.store:
            raise anothers(thread)

    def rename(self, thread: str, title: str) -> bool:
        """Rename the thread; True if it exists. A thread opened without a title gets its first message."""
        return self.transcripts.rename(self.key(thread), title)

    def append(self, thread: str, turn: Turn) -> bool:
        """Store a turn, replacing one of the same number. True if the thread existed."""
        known = self.transcripts.append(thread, turn)
        if monotonic() - self._swept > SWEPT_S:
            self._sweep()
        return known

    def keep(self, thread: str, turn: Turn, lease: Lease, tell: Tell) -> Reply:
        """Store a turn after its graph has run, and return the reply to send. Raises ThreadDeleted."""
        self.append(thread, turn)
        return turn.reply

    def broken_off(self, thread: str, lease: Lease) -> bool:
        """End a turn that began but has no reply, releasing a thread that it opened. True if the thread was deleted meanwhile."""
        gone = self.find(thread) is None
        if not gone:
            self._unclaimed(thread, lease)
        return gone

    def _unclaimed(self, thread: str, lease: Lease) -> None:
        if not self._known(thread):
            self.transcripts.unclaim(thread, lease.fence)

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        """The reply to the message with the caller's `turn_id`, or None."""
        return self.transcripts.replied(self.key(thread), checked(turn_id, "turn id"))

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        """Delete a thread, the owner's entry last, and the letters written in it. True if it existed. Raises StoreError or OutsideError."""
        try:
            key = self.key(thread)
        except Damaged:
            key = self._damaged(thread)
        letters = self._letters(key)
        known = self.forget(key, buyer)
        for each in letters:
            self.forget(each, buyer)
        return known

    def _letters(self, key: Key) -> tuple[Key, ...]:
        """Keys of the letters to sellers written in the thread; none if it can't be read."""
        try:
            turns = self.transcripts.get(key)
        except Damaged:
            return ()
        return tuple(dict.fromkeys(Key.of(turn.reply.letters.id, LETTERS) for turn in turns if turn.reply.letters is not None))

    def _damaged(self, thread: str) -> Key:
        """The key of the thread that can't be read."""
        try:
            self.transcripts.find(own := Key.of(thread, self.store or ""))
        except Damaged:
            return own
        return Key(thread)

    def forget(self, thread: str, buyer: str | None) -> bool:
        """Like `delete`, by key and without letters."""
        with self.checkpoints.trouble():
            known = self._known(thread)
            self.checkpoints.delete_thread(thread)
        self.forgetting(id_of(thread))
        return self.transcripts.delete(thread, buyer) or known

    def delete_buyer(self, buyer: str) -> int:
        """Delete all threads of a buyer in all stores and return their number. The buyer's profile stays."""
        return sum(self.forget(thread, buyer) for thread in self.transcripts.of(checked(buyer, "buyer")))

    def _known(self, thread: str) -> bool:
        try:
            return self.checkpoints.get_tuple({"configurable": {"thread_id": thread}}) is not None
        except Damaged:
            return True

    def _sweep(self) -> None:
        """Delete threads unused for `days`; Redis expires them itself."""
        self._swept = monotonic()
        for thread in self.transcripts.before(datetime.now(UTC) - timedelta(days=self._days)) if self._days else ():
            self.forget(thread, None)

    def check_room(self) -> None:
        """Raise StoreError if a turn could not be stored now. Cheap: a result is reused for some seconds."""

    def close(self) -> None:
        self._looking.shutdown()
        self.locks.close()
        self.checkpoints.close()
        self.transcripts.close()


def anothers(thread: str) -> InputError:
    return InputError(f"There is no conversation {id_of(thread)!r} of this buyer; name the buyer who opened it, or another thread.", "thread_unknown")


def deleted(thread: str) -> ThreadDeleted:
    return ThreadDeleted(f"Conversation {id_of(thread)!r} was deleted while its last message was answered; nothing of it is stored.")


def make_conversations(settings: Settings, types: Iterable[type[Any]] = (), store: str | None = None) -> Conversations:
    """Conversations in Redis if DAOGOU_REDIS_URL is set, else in the state folder. `types`: state classes outside schema/. `store`: whose
    conversations are visible (None: all)."""
    if settings.redis_url is not None:
        from .redis_conversations import open_redis_conversations  # takes half a second to import

        return open_redis_conversations(settings, types, store)
    from .folder_conversations import open_folder_conversations

    return open_folder_conversations(settings, types, store)


def greet(settings: Settings) -> None:
    """Check in the background whether Redis answers, if it is set."""
    if settings.redis_url is not None:
        from . import connection

        connection.greet(settings.redis_url.get_secret_value())


@contextmanager
def open_conversations(settings: Settings, types: Iterable[type[Any]] = (), store: str | None = None) -> Iterator[Conversations]:
    from .turnlog.turn_log import forgetter

    conversations = make_conversations(settings, types, store)
    conversations.forgetting = forgetter(settings)
    try:
        yield conversations
    finally:
        conversations.close()
