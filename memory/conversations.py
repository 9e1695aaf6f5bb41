"""All that lasts of conversations, opened and forgotten together."""

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
    """So many turns of a conversation that are stored nowhere yet, and the language it was in."""

    thread: str
    turns: int
    language: Language


class Parting:
    """What is said when a process ends that holds turns which the server lacks: here to the log."""

    def waiting(self, left: Sequence[Unkept], seconds: float) -> None:
        log.warning("waiting for Redis to store the last turns", conversations=len(left), seconds=seconds)

    def lost(self, left: Sequence[Unkept], why: str) -> None:
        for each in left:
            log.error("the last turns of a conversation are lost", thread=each.thread, turns=each.turns, why=why)


class Outcome(NamedTuple):
    """Of keeping a turn: whether it is stored, how many turns before it were answered and could not be kept, and how many of those that were
    kept the transcript lost since."""

    stored: bool
    lost: int
    unrecorded: int = 0


Tell = Callable[[Reply, Outcome], Reply]
"""Says in the reply what could not be kept."""


class Conversations:
    """`checkpoints` are what the next turn needs, `transcripts` what was said. `days`: how long a thread is kept after its last use. `store`:
    only conversations about its products are seen, and another's of the same id is another one; None: all are, each by its key.

    A turn is, by the thread's `key`: `locks.turn`, `begin`, the graph, `keep`. What else is asked of a thread is asked by its id.
    """

    def __init__(
        self, checkpoints: Checkpoints, transcripts: Transcripts, locks: TurnLocks, days: int | None = None, store: str | None = None
    ) -> None:
        self.checkpoints, self.transcripts, self.locks, self.store = checkpoints, transcripts, locks, store
        self.parting = Parting()
        self.forgetting: Callable[[str], object] = lambda thread: None  # what else must go with a conversation
        self._looking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="daogou-keys")
        self._days = days
        self._swept = 0.0
        self._sweep()

    def key(self, thread: str) -> Key:
        """By which this store's conversation of that id is kept, or would be: the id, unless another store's is kept by it. Raises Damaged."""
        if isinstance(thread, Key):
            return thread
        checked(thread, "thread id")
        return Key(thread) if self.store is None else self._ours(thread, self.store)[0]

    async def akey(self, thread: str) -> Key:
        """As `key`; what is asked first is answered first, so that messages join their line in their order."""
        return await asyncio.get_running_loop().run_in_executor(self._looking, self.key, thread)

    def find(self, thread: str) -> Thread | None:
        """The thread's entry, with its owner; None where it doesn't exist."""
        return self._found(thread)[1]

    def _found(self, thread: str) -> tuple[Key, Thread | None]:
        """Its key, and its entry."""
        if isinstance(thread, Key) or self.store is None:
            return (key := self.key(thread)), self.transcripts.find(key)
        return self._ours(checked(thread, "thread id"), self.store)

    def _ours(self, thread: str, store: str) -> tuple[Key, Thread | None]:
        found = self.transcripts.first(own := Key.of(thread, store), thread)
        if found is None:
            return Key(thread), None
        return (Key(found[0]), found[1]) if found[0] == own or found[1].store in (None, store) else (own, None)

    def get(self, thread: str) -> tuple[Turn, ...]:
        """Its turns in order; empty where it doesn't exist."""
        return self.transcripts.get(self.key(thread))

    def list(self, buyer: str | None = None, limit: int = 50) -> tuple[Thread, ...]:
        """The latest first; only `buyer`'s where one is named."""
        return self.transcripts.list(buyer if buyer is None else checked(buyer, "buyer"), limit, self.store)

    def called(self, thread: str) -> tuple[Key, ...]:
        """The keys of all conversations of that id, of whichever stores."""
        return tuple(self.transcripts.called(checked(thread, "thread id")))

    def held_turns(self, thread: str) -> tuple[Turn, ...]:
        """Of a conversation that can't be looked up just now, the turns that this process holds. Raises OutsideError where it holds none of it."""
        return self.get(thread)

    def held_threads(self, buyer: str | None) -> tuple[Thread, ...]:
        """Of conversations that can't be listed just now, those of the buyer that this process holds, the latest first; OutsideError likewise."""
        return self.list(buyer)

    def behind(self, buyer: str | None, thread: str | None = None) -> bool:
        """Whether this process holds of the buyer's conversations, or of that one, what isn't stored, or what could not be brought back."""
        return False

    def claim(self, thread: str, buyer: str | None, title: str) -> str | None:
        """The owner of a thread whose first turn begins: known before anything of the turn is stored, so that a crash leaves none without."""
        return self.transcripts.claim(thread, buyer, title, self.store)

    def open(self, thread: str, buyer: str | None, title: str) -> None:
        """A thread that nobody can have yet is this buyer's before its first turn."""
        self.claim(thread, buyer, title)

    def begin(self, thread: str, buyer: str | None, title: str, lease: Lease, new: bool = False) -> None:
        """A turn of `buyer` begins. Raises InputError where the thread is another's. `new`: nobody can have it yet."""
        known = self.find(thread)
        if (known.buyer if known is not None else self.claim(thread, buyer, title)) != buyer:
            raise anothers(thread)
        if known is not None:
            self.bind(thread, known)
            if not known.title:
                self.transcripts.rename(thread, title)

    def bind(self, thread: str, known: Thread) -> None:
        """What an earlier version kept is this store's from now on. Raises InputError where another store was the first to say so."""
        if self.store is not None and known.store != self.store and self.transcripts.bind(thread, self.store) != self.store:
            raise anothers(thread)

    def rename(self, thread: str, title: str) -> bool:
        """Whether there is such a thread. One that was claimed without a title gets its first message."""
        return self.transcripts.rename(self.key(thread), title)

    def append(self, thread: str, turn: Turn) -> bool:
        """Store a turn; the same turn again replaces it. Whether the thread was there already."""
        known = self.transcripts.append(thread, turn)
        if monotonic() - self._swept > SWEPT_S:
            self._sweep()
        return known

    def keep(self, thread: str, turn: Turn, lease: Lease, tell: Tell) -> Reply:
        """Store a turn whose graph has run, and give the reply as it may go out. Raises ThreadDeleted."""
        self.append(thread, turn)
        return turn.reply

    def broken_off(self, thread: str, lease: Lease) -> bool:
        """A turn that had begun ended without a reply: a thread that it opened is nobody's again. Whether the thread was deleted meanwhile."""
        gone = self.find(thread) is None
        if not gone:
            self._unclaimed(thread, lease)
        return gone

    def _unclaimed(self, thread: str, lease: Lease) -> None:
        if not self._known(thread):
            self.transcripts.unclaim(thread, lease.fence)

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        """The reply of the turn that the caller named so; None where there is none."""
        return self.transcripts.replied(self.key(thread), checked(turn_id, "turn id"))

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        """Forget a thread in both, the owner last, and letters written in it; whether there was one. Raises StoreError or OutsideError."""
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
        """Those to sellers that were written in it; none where it can't be read."""
        try:
            turns = self.transcripts.get(key)
        except Damaged:
            return ()
        return tuple(dict.fromkeys(Key.of(turn.reply.letters.id, LETTERS) for turn in turns if turn.reply.letters is not None))

    def _damaged(self, thread: str) -> Key:
        """Which it is that can't be read."""
        try:
            self.transcripts.find(own := Key.of(thread, self.store or ""))
        except Damaged:
            return own
        return Key(thread)

    def forget(self, thread: str, buyer: str | None) -> bool:
        """As `delete`, by its key."""
        with self.checkpoints.trouble():
            known = self._known(thread)
            self.checkpoints.delete_thread(thread)
        self.forgetting(id_of(thread))
        return self.transcripts.delete(thread, buyer) or known

    def delete_buyer(self, buyer: str) -> int:
        """Forget all threads of a buyer, of other stores too; how many there were. What is known of the buyer beside them lies in the profile."""
        return sum(self.forget(thread, buyer) for thread in self.transcripts.of(checked(buyer, "buyer")))

    def _known(self, thread: str) -> bool:
        try:
            return self.checkpoints.get_tuple({"configurable": {"thread_id": thread}}) is not None
        except Damaged:
            return True

    def _sweep(self) -> None:
        """Forgets threads that weren't used for so long; Redis does so by itself."""
        self._swept = monotonic()
        for thread in self.transcripts.before(datetime.now(UTC) - timedelta(days=self._days)) if self._days else ():
            self.forget(thread, None)

    def check_room(self) -> None:
        """Raises StoreError where a turn could not be kept now. Cheap: it may say again what it found a few seconds ago."""

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
    """In Redis where DAOGOU_REDIS_URL is set, else in the state folder; `types` names classes beyond the schema's that the state holds, `store` the
    one whose conversations they are (None: of every store)."""
    if settings.redis_url is not None:
        from .holding import hold  # half a second to import, and most don't need it

        return hold(settings, types, store)
    from .in_folder import in_folder

    return in_folder(settings, types, store)


def greet(settings: Settings) -> None:
    """Finds out whether Redis answers, where it is set, while its caller opens other things."""
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
