"""Stores held conversations as soon as Redis is back."""

from contextlib import suppress
from dataclasses import replace
from threading import Event, Lock, Thread
from time import monotonic, sleep

import structlog

from ..schema.errors import DaogouError, OutsideError
from ..schema.reading import Language
from .conversations import Parting, Unkept
from .fallback_saver import FallbackSaver, server_of
from .held import Held, HeldTurn
from .record import unpack
from .redis_locks import RedisTurnLocks
from .redis_transcripts import RedisTranscripts
from .transcripts import Turn

log = structlog.get_logger("daogou")
PAUSE_S = 0.3
"""Seconds between two attempts."""
CLOSING_S = 5.0
"""Seconds that an ending process waits for Redis."""


class WriteBack:
    """Works in a background thread while anything is unsaved. It takes a lease, and stores only what the conversation still continues from."""

    def __init__(self, checkpoints: FallbackSaver, transcripts: RedisTranscripts, leases: RedisTurnLocks) -> None:
        self._checkpoints, self._transcripts, self._leases, self._held = checkpoints, transcripts, leases, checkpoints.held
        self._running: Thread | None = None
        self._guard, self._closed = Lock(), Event()

    def append(self, thread: str, turn: Turn) -> None:
        self._transcripts.append(thread, turn)
        self._kept(thread, turn)

    def enlist(self, thread: str, turn: Turn) -> None:
        """List a turn that is already stored. If Redis goes down now, the thread keeps its old place until the next turn."""
        try:
            self._transcripts.enlist(thread, turn.buyer, turn.at)
            self._kept(thread, turn)
        except OutsideError as error:
            log.warning("a conversation couldn't be moved up in the lists", thread=thread, error=str(error))
            self._held.change(thread, lambda held: held.with_saved_turn(turn.turn))

    def _kept(self, thread: str, turn: Turn) -> None:
        held = self._held.get(thread)
        if held is not None and held.told:
            self._transcripts.told(thread)
        self._held.change(thread, lambda held: held.with_saved_turn(turn.turn))

    def settle(self, thread: str, fence: str) -> None:
        """Store the held state of a thread under a lease, unless the conversation continued elsewhere. Raises OutsideError."""
        held = self._arrived(thread)
        if held is None:
            return
        server, found = server_of(fence), self._checkpoints.last(thread)
        last = found.checkpoint["id"] if found is not None else None
        if found is None and held.checkpoint is not None:
            if not self._checkpoints.lost(thread, held):
                self._held.drop(thread)  # it was deleted
                return
            held = self._held.change(thread, Held.lost_by_server) or held
        ahead = held.ahead_of(last, server)
        if (ahead or (found is not None and last == held.checkpoint_id and server != held.server)) and not self.owned(thread, held):
            self._held.drop(thread)  # another buyer began it again on a server that had lost it
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
        self._held.change(thread, lambda now: now.stored_at(held.checkpoint_id, server))

    def wake(self) -> None:
        with self._guard:
            if self._running is None and not self._closed.is_set():
                self._running = Thread(target=self._run, name="daogou-keeper", daemon=True)
                self._running.start()

    def close(self, parting: Parting) -> None:
        """Return once all is stored, after CLOSING_S, or on Ctrl-C."""
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
        """Store every unsaved thread, and return those that remain unsaved."""
        for thread in self._held.unsaved():
            try:
                with self._leases.at_once(thread) as lease:
                    if lease is not None:
                        self.settle(thread, lease.fence)
            except OutsideError:
                continue
            except DaogouError as error:
                log.warning("a conversation can't be stored now", thread=thread, error=str(error))
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
        """Mark turns as stored that arrived although the server answered too late."""
        held = self._held.get(thread)
        there = self._transcripts.have(thread, sorted(held.unsaved)) if held is not None else {}

        def without(now: Held) -> Held:
            stored = {number for number, turn in there.items() if number in now.unsaved and turn.at == unpacked(now.turns[number]).at}
            return replace(now, unsaved=now.unsaved - stored)

        return self._held.change(thread, without)

    def _miss(self, thread: str, lost: int) -> None:
        """Count lost turns in Redis; the next reply reports them."""
        self._transcripts.miss(thread, lost)
        self._held.change(thread, lambda now: replace(now, lost=max(now.lost - lost, 0)))

    def _gone(self, thread: str, held: Held, last: int | None) -> int:
        """Number of stored turns that were lost with an earlier server: others took their numbers, or the graph's turn count (`last`) is lower. Turns
        without a record below it may be another process's restored part."""
        there = self._transcripts.have(thread, sorted(held.turns))
        stored = {number: unpacked(turn) for number, turn in held.turns.items() if number not in held.unsaved}
        return sum((last is not None and number > last) or (number in there and there[number].at != turn.at) for number, turn in stored.items())

    def owned(self, thread: str, held: Held) -> bool:
        """True if the thread is its held buyer's, after claiming an unowned one."""
        title, store, since = (held.entry.title, held.entry.store, held.entry.started_at) if held.entry is not None else ("", None, None)
        return self._transcripts.claim(thread, held.buyer, title, store, since) == held.buyer

    def _count(self, thread: str, held: Held) -> None:
        """Count in Redis the turns that the server lost and nobody restored; the next reply reports them."""
        entry = self._transcripts.find(thread)
        lacking = held.entry.turns - entry.turns if held.entry is not None and entry is not None else 0
        if lacking > 0:
            self._transcripts.lack(thread, lacking)


def unpacked(turn: HeldTurn) -> Turn:
    return Turn.model_validate_json(unpack(turn.packed, 1, "a turn held")[0])
