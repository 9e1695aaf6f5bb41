"""Conversations in Redis that go on while it is away: what a turn makes is held here then, and stored as soon as Redis is back."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, Lock
from threading import Thread as OsThread

import structlog

from ..schema.errors import DaogouError, LeaseLost, OutsideError
from ..schema.reply import Reply
from ..schema.settings import Settings
from .checkpoints import redis_options
from .conversations import Conversations, Outcome, Tell, anothers
from .held import Held, HeldThreads, HeldTurn
from .holding_saver import HoldingSaver, TurnSaver, server_of
from .locks import Lease
from .record import pack, unpack
from .redis_locks import RedisTurnLocks
from .redis_transcripts import RedisTranscripts
from .serializer import serializer
from .steady_locks import SteadyTurnLocks
from .transcripts import Thread, Turn

log = structlog.get_logger("daogou")
PAUSE_S = 0.3
"""Between two attempts to store what is held."""


class HoldingConversations(Conversations):
    """A thread that this process doesn't hold raises OutsideError while Redis is away: it might be there."""

    checkpoints: HoldingSaver
    transcripts: RedisTranscripts

    def __init__(self, checkpoints: HoldingSaver, transcripts: RedisTranscripts, locks: RedisTurnLocks, days: int | None = None) -> None:
        super().__init__(checkpoints, transcripts, SteadyTurnLocks(locks), days)
        self.held = checkpoints.held
        self._leases = locks
        self._keeper: OsThread | None = None
        self._guard, self._closed = Lock(), Event()

    def find(self, thread: str) -> Thread | None:
        try:
            return super().find(thread)
        except OutsideError:
            held = self.held.get(thread)
            if held is None or held.entry is None:
                raise
            return held.entry

    def begin(self, thread: str, buyer: str | None, title: str, lease: Lease, new: bool = False) -> None:
        held = self.held.get(thread)
        if held is not None and held.checkpoint is not None and lease.fence and (not held.saved or held.server != server_of(lease.fence)):
            with suppress(OutsideError):
                self._settle(thread, lease.fence)
            held = self.held.get(thread)
        try:
            known = self.transcripts.find(thread)
        except OutsideError:
            if held is None and not new:
                raise
            known = held.entry if held is not None else None
        else:
            if known is not None and held is not None and known.buyer != held.buyer:
                self.held.drop(thread)  # forgotten elsewhere, and begun anew by another
                held = None
        if known is not None and known.buyer != buyer or held is not None and held.buyer != buyer:
            raise anothers(thread)
        if known is None:
            with suppress(OutsideError):
                if self.transcripts.claim(thread, buyer, title) != buyer:
                    raise anothers(thread)
        held = held or Held(buyer, fresh=known is None)
        self.held.put(thread, held.known(known or Thread(thread_id=thread, buyer=buyer, title=title, turns=0, started_at=_now(), updated_at=_now())))

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        held = self.held.get(thread)
        for turn in held.turns.values() if held is not None else ():
            if turn.turn_id == turn_id:
                return _unpacked(turn).reply
        try:
            return super().replied(thread, turn_id)
        except OutsideError:
            if held is None:
                raise
            return None

    def keep(self, thread: str, turn: Turn, lease: Lease, tell: Tell) -> Reply:
        held = self.held.get(thread) or self.held.put(thread, Held(turn.buyer))
        reply = tell(turn.reply, Outcome(True, held.lost, held.unrecorded))
        self._note(thread, turn, reply)
        if self._stored(thread, turn.model_copy(update={"reply": reply}), lease):
            return reply
        reply = tell(turn.reply, Outcome(False, held.lost, held.unrecorded))
        now = self.held.get(thread)
        if now is not None and now.checkpoint_id == held.checkpoint_id:
            self._note(thread, turn, reply)
            self._wake()
        return reply

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        known = super().delete(thread, buyer)
        self.held.drop(thread)
        return known

    def close(self) -> None:
        """Tries once more to store what is held."""
        self._closed.set()
        if self._keeper is not None:
            self._keeper.join()
        for thread in self._settle_all():
            log.error("Redis is away: the last turns of a conversation are lost", thread=thread)
        super().close()

    def _note(self, thread: str, turn: Turn, reply: Reply) -> None:
        packed = pack(turn.model_copy(update={"reply": reply}).model_dump_json())
        self._change(thread, lambda held: held.said(turn.turn, HeldTurn(turn.turn_id, packed)))

    def _change(self, thread: str, change: Callable[[Held], Held]) -> None:
        with self.held.guard:
            held = self.held.get(thread)
            if held is not None:
                self.held.put(thread, change(held))

    def _stored(self, thread: str, turn: Turn, lease: Lease) -> bool:
        """Whether the turn that just ended is, checkpoint and words, now."""
        held = self.held.get(thread)
        try:
            if held is None or held.stored:
                self._append(thread, turn)
                return True
            with self._leases.at_once(thread) as late:
                fence = late.fence if late is not None else lease.fence  # Redis is back without this turn's lease, or still has it
                if fence:
                    self._settle(thread, fence)
        except (OutsideError, LeaseLost):
            return False
        now = self.held.get(thread)
        return now is not None and now.checkpoint_id == held.checkpoint_id and now.saved

    def _append(self, thread: str, turn: Turn) -> None:
        self.transcripts.append(thread, turn)
        held = self.held.get(thread)
        if held is not None and held.told:
            self.transcripts.told(thread)
        self._change(thread, lambda held: held.kept(turn.turn))

    def _settle(self, thread: str, fence: str) -> None:
        """Stores what is held of a thread under a lease, unless the conversation went on without it. Raises OutsideError."""
        held = self.held.get(thread)
        if held is None:
            return
        server, found = server_of(fence), self.checkpoints.last(thread)
        last = found.checkpoint["id"] if found is not None else None
        if held.ahead_of(last, server):
            if not self._owned(thread, held):
                self.held.drop(thread)  # another began it anew, on a server that had forgotten it
                return
            self.checkpoints.store(thread, held, fence)
        elif found is None and held.checkpoint is not None:
            self.held.drop(thread)  # it was deleted
            return
        elif found is not None and last != held.checkpoint_id:
            held = self.checkpoints.superseded(thread, held, found, server)
            if held.lost:
                self.transcripts.miss(thread, held.lost)  # whoever answers next tells of it
                held = self.held.put(thread, replace(held, lost=0))
        for number in held.turns if server != held.server else held.unsaved:
            self._append(thread, _unpacked(held.turns[number]))
        if server != held.server:
            self._count(thread, held)
        self._change(thread, lambda now: now.at(held.checkpoint_id, server))

    def _owned(self, thread: str, held: Held) -> bool:
        title, since = (held.entry.title, held.entry.started_at) if held.entry is not None else ("", None)
        return self.transcripts.claim(thread, held.buyer, title, since) == held.buyer

    def _count(self, thread: str, held: Held) -> None:
        """Whoever answers next tells of turns that went with the server, and that nobody stored again."""
        entry = self.transcripts.find(thread)
        lacking = held.entry.turns - entry.turns if held.entry is not None and entry is not None else 0
        if lacking > 0:
            self.transcripts.lack(thread, lacking)

    def _wake(self) -> None:
        with self._guard:
            if self._keeper is None and not self._closed.is_set():
                self._keeper = OsThread(target=self._keeping, name="daogou-keeper", daemon=True)
                self._keeper.start()

    def _keeping(self) -> None:
        while not self._closed.wait(PAUSE_S):
            self._settle_all()
            with self._guard:
                if not list(self.held.unsaved()):
                    self._keeper = None
                    return

    def _settle_all(self) -> list[str]:
        """The threads of which something still isn't stored."""
        for thread in self.held.unsaved():
            try:
                with self._leases.at_once(thread) as lease:
                    if lease is not None:
                        self._settle(thread, lease.fence)
            except OutsideError:
                continue
            except DaogouError as error:
                log.warning("a conversation can't be stored just now", thread=thread, error=str(error))
        return list(self.held.unsaved())


def hold(settings: Settings, types: Iterable[type] = ()) -> HoldingConversations:
    """For settings that name a Redis."""
    assert settings.redis_url is not None
    url = settings.redis_url.get_secret_value()
    checkpoints = TurnSaver(url, HeldThreads(), serde=serializer(types), **redis_options(settings))
    return HoldingConversations(checkpoints, RedisTranscripts(url, settings.thread_days), RedisTurnLocks(url), settings.thread_days)


def _unpacked(turn: HeldTurn) -> Turn:
    return Turn.model_validate_json(unpack(turn.packed, 1, "a turn held")[0])


def _now() -> datetime:
    return datetime.now(UTC)
