"""Stores what this process holds of conversations, as soon as Redis is back."""

from contextlib import suppress
from dataclasses import replace
from threading import Event, Lock, Thread
from time import monotonic, sleep

import structlog

from ..schema.errors import DaogouError, OutsideError
from ..schema.reading import Language
from .conversations import Parting, Unkept
from .held import Held, HeldTurn
from .holding_saver import HoldingSaver, server_of
from .record import unpack
from .redis_locks import RedisTurnLocks
from .redis_transcripts import RedisTranscripts
from .transcripts import Turn

log = structlog.get_logger("daogou")
PAUSE_S = 0.3
"""Between two attempts to store what is held."""
CLOSING_S = 5.0
"""How long a process that ends waits for Redis to take what it holds."""


class Keeper:
    """Works in a thread of its own while there is something to store; under a lease, and only where the conversation didn't go on without it."""

    def __init__(self, checkpoints: HoldingSaver, transcripts: RedisTranscripts, leases: RedisTurnLocks) -> None:
        self._checkpoints, self._transcripts, self._leases, self._held = checkpoints, transcripts, leases, checkpoints.held
        self._running: Thread | None = None
        self._guard, self._closed = Lock(), Event()

    def append(self, thread: str, turn: Turn) -> None:
        self._transcripts.append(thread, turn)
        self._kept(thread, turn)

    def enlist(self, thread: str, turn: Turn) -> None:
        """A turn whose words are stored already. That Redis goes away now costs its place in the lists until the next turn."""
        try:
            self._transcripts.enlist(thread, turn.buyer, turn.at)
            self._kept(thread, turn)
        except OutsideError as error:
            log.warning("a conversation keeps its place in the lists", thread=thread, error=str(error))
            self._held.change(thread, lambda held: held.kept(turn.turn))

    def _kept(self, thread: str, turn: Turn) -> None:
        held = self._held.get(thread)
        if held is not None and held.told:
            self._transcripts.told(thread)
        self._held.change(thread, lambda held: held.kept(turn.turn))

    def settle(self, thread: str, fence: str) -> None:
        """Stores what is held of a thread under a lease, unless the conversation went on without it. Raises OutsideError."""
        held = self._arrived(thread)
        if held is None:
            return
        server, found = server_of(fence), self._checkpoints.last(thread)
        last = found.checkpoint["id"] if found is not None else None
        if found is None and held.checkpoint is not None:
            if not self._checkpoints.lost(thread, held):
                self._held.drop(thread)  # it was deleted
                return
            held = self._held.change(thread, Held.adrift) or held
        ahead = held.ahead_of(last, server)
        if (ahead or (found is not None and last == held.checkpoint_id and server != held.server)) and not self.owned(thread, held):
            self._held.drop(thread)  # another began it anew, on a server that had forgotten it
            return
        if ahead:
            self._checkpoints.store(thread, held, fence)
        elif found is not None and last != held.checkpoint_id:
            gone = self._gone(thread, held, found.checkpoint["channel_values"].get("turn")) if server != held.server else 0
            held = self._checkpoints.superseded(thread, found, server, gone)
            if held is None:
                return
            if held.lost:
                self._miss(thread, held.lost)
        for number in held.turns if server != held.server else held.unsaved:
            self.append(thread, unpacked(held.turns[number]))
        if server != held.server:
            self._count(thread, held)
        self._held.change(thread, lambda now: now.at(held.checkpoint_id, server))

    def wake(self) -> None:
        with self._guard:
            if self._running is None and not self._closed.is_set():
                self._running = Thread(target=self._run, name="daogou-keeper", daemon=True)
                self._running.start()

    def close(self, parting: Parting) -> None:
        """Ends when all is stored, or when Redis didn't come back for so long, or who waits doesn't want to."""
        self._closed.set()
        if self._running is not None:
            self._running.join()
        left, end = self._settle_all(), monotonic() + CLOSING_S
        if left:
            parting.waiting([self._unkept(thread) for thread in left], CLOSING_S)
        with suppress(KeyboardInterrupt):
            while left and monotonic() < end:
                sleep(PAUSE_S)
                left = self._settle_all()
        if left:
            parting.lost([self._unkept(thread) for thread in left], self._why())

    def _run(self) -> None:
        while not self._closed.wait(PAUSE_S):
            self._settle_all()
            with self._guard:
                if not list(self._held.unsaved()):
                    self._running = None
                    return

    def _settle_all(self) -> list[str]:
        """The threads of which something still isn't stored."""
        for thread in self._held.unsaved():
            try:
                with self._leases.at_once(thread) as lease:
                    if lease is not None:
                        self.settle(thread, lease.fence)
            except OutsideError:
                continue
            except DaogouError as error:
                log.warning("a conversation can't be stored just now", thread=thread, error=str(error))
        return list(self._held.unsaved())

    def _unkept(self, thread: str) -> Unkept:
        held = self._held.get(thread)
        turns = held.turns if held is not None else {}
        language: Language = unpacked(turns[max(turns)]).reply.language if turns else "en"
        return Unkept(thread, len(held.unsaved) if held is not None else 0, language)

    def _why(self) -> str:
        try:
            with self._checkpoints.trouble():
                return "Redis stores nothing; `daogou doctor` says more."
        except OutsideError as error:
            return str(error)

    def _arrived(self, thread: str) -> Held | None:
        """A server that answered too late may have stored turns all the same."""
        held = self._held.get(thread)
        there = self._transcripts.have(thread, sorted(held.unsaved)) if held is not None else {}

        def without(now: Held) -> Held:
            stored = {number for number, turn in there.items() if number in now.unsaved and turn.at == unpacked(now.turns[number]).at}
            return replace(now, unsaved=now.unsaved - stored)

        return self._held.change(thread, without)

    def _miss(self, thread: str, lost: int) -> None:
        """Whoever answers next tells of it."""
        self._transcripts.miss(thread, lost)
        self._held.change(thread, lambda now: replace(now, lost=max(now.lost - lost, 0)))

    def _gone(self, thread: str, held: Held, last: int | None) -> int:
        """Turns that this process answered and stored, and that went with an earlier server: others stand in their place, or the conversation is at
        an earlier one (`last`, where its graph counts them). What isn't on record and lies before is a part of what another process stored again."""
        there = self._transcripts.have(thread, sorted(held.turns))
        stored = {number: unpacked(turn) for number, turn in held.turns.items() if number not in held.unsaved}
        return sum((last is not None and number > last) or (number in there and there[number].at != turn.at) for number, turn in stored.items())

    def owned(self, thread: str, held: Held) -> bool:
        """Whether the thread is its buyer's, who claims it where it is nobody's."""
        title, store, since = (held.entry.title, held.entry.store, held.entry.started_at) if held.entry is not None else ("", None, None)
        return self._transcripts.claim(thread, held.buyer, title, store, since) == held.buyer

    def _count(self, thread: str, held: Held) -> None:
        """Whoever answers next tells of turns that went with the server, and that nobody stored again."""
        entry = self._transcripts.find(thread)
        lacking = held.entry.turns - entry.turns if held.entry is not None and entry is not None else 0
        if lacking > 0:
            self._transcripts.lack(thread, lacking)


def unpacked(turn: HeldTurn) -> Turn:
    return Turn.model_validate_json(unpack(turn.packed, 1, "a turn held")[0])
