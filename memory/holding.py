"""Conversations in Redis that go on while it is away: what a turn makes is held here then, and stored as soon as Redis is back."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

from ..schema.errors import LeaseLost, OutsideError
from ..schema.reply import Reply
from ..schema.settings import Settings
from .checkpoints import redis_options
from .conversations import Conversations, Outcome, Tell, anothers
from .entries import fields
from .held import Held, HeldThreads, HeldTurn
from .holding_saver import TurnSaver, server_of
from .keeper import Keeper, unpacked
from .locks import Lease
from .names import Key, id_of
from .record import pack
from .redis_locks import RedisTurnLocks
from .redis_transcripts import RedisTranscripts
from .serializer import serializer
from .steady_locks import SteadyTurnLocks
from .transcripts import Thread, Turn


class HoldingConversations(Conversations):
    """A thread that this process doesn't hold raises OutsideError while Redis is away: it might be there."""

    checkpoints: TurnSaver
    transcripts: RedisTranscripts

    def __init__(
        self, checkpoints: TurnSaver, transcripts: RedisTranscripts, locks: RedisTurnLocks, days: int | None = None, store: str | None = None
    ) -> None:
        super().__init__(checkpoints, transcripts, SteadyTurnLocks(locks), days, store)
        self.held = checkpoints.held
        self._leases = locks
        self._keeper = Keeper(checkpoints, transcripts, locks)

    def key(self, thread: str) -> Key:
        try:
            return super().key(thread)
        except OutsideError:
            own = Key.of(thread, self.store or "")
            return own if self.held.get(own) is not None else Key(thread)

    def find(self, thread: str) -> Thread | None:
        try:
            return super().find(thread) or self._restored(thread)
        except OutsideError:
            held = self.held.get(self.key(thread))
            if held is None or held.entry is None:
                raise
            return held.entry

    def _restored(self, thread: str) -> Thread | None:
        """The entry of a thread that Redis lost and this process holds, stored anew; None where it was deleted, or a turn of it runs."""
        held = self.held.get(key := self.key(thread))
        if held is None or held.checkpoint is None or not self.checkpoints.lost(key, held):
            return None
        with self._leases.at_once(key) as lease:
            return self._caught_up(key, lease.fence)[0] if lease is not None else held.entry

    def held_turns(self, thread: str) -> tuple[Turn, ...]:
        held = self.held.get(key := self.key(thread))
        return _turns(held) if held is not None and held.entry is not None else self.get(key)

    def held_threads(self, buyer: str | None) -> tuple[Thread, ...]:
        mine = (held for held in self.held.all() if held.buyer == buyer and held.turns)
        found = [_entry(held) for held in mine if held.entry is not None and (self.store is None or held.entry.store in (None, self.store))]
        return tuple(sorted(found, key=lambda thread: thread.updated_at, reverse=True)) or self.list(buyer)

    def open(self, thread: str, buyer: str | None, title: str) -> None:
        """Where Redis is away this process alone knows whose it is, until its first turn is stored."""
        try:
            super().open(thread, buyer, title)
        except OutsideError:
            self.held.put(thread, Held(buyer, fresh=True).known(self._new(thread, buyer, title)))

    def begin(self, thread: str, buyer: str | None, title: str, lease: Lease, new: bool = False) -> None:
        try:
            known, held = self._caught_up(thread, lease.fence)
        except OutsideError:
            held = self.held.get(thread)
            if held is None and not new:
                raise
            known = held.entry if held is not None else None
        else:
            if known is not None and held is not None and known.buyer != held.buyer:
                self.held.drop(thread)  # forgotten elsewhere, and begun anew by another
                held = None
        if known is not None and known.buyer != buyer or held is not None and held.buyer != buyer:
            raise anothers(thread)
        with suppress(OutsideError):
            if known is not None:
                self.bind(thread, known)
            elif self.claim(thread, buyer, title) != buyer:
                raise anothers(thread)
        if known is not None and not known.title:
            with suppress(OutsideError):
                self.transcripts.rename(thread, title)
            known = known.model_copy(update={"title": title})
        entry = known.model_copy(update={"store": self.store or known.store}) if known is not None else self._new(thread, buyer, title)
        if held is None or self.held.change(thread, lambda now: now.known(entry)) is None:
            self.held.put(thread, Held(buyer, fresh=known is None).known(entry))

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        held = self.held.get(thread := self.key(thread))
        for turn in held.turns.values() if held is not None else ():
            if turn.turn_id == turn_id:
                return unpacked(turn).reply
        try:
            return super().replied(thread, turn_id)
        except OutsideError:
            if held is None:
                raise
            return None

    def keep(self, thread: str, turn: Turn, lease: Lease, tell: Tell) -> Reply:
        held = self.held.get(thread) or self.held.put(thread, Held(turn.buyer))
        reply = tell(turn.reply, Outcome(True, held.lost, held.unrecorded))
        made, told = self.checkpoints.made(thread, lease), turn.model_copy(update={"reply": reply})
        stored = False
        if made is not None:
            stored, held = self.checkpoints.commit(made, fields(told), turn.turn, _held_turn(told))
        else:
            self.held.change(thread, lambda now: now.said(turn.turn, _held_turn(told)))
        if stored:
            self._keeper.enlist(thread, told)
        if stored or self._stored(thread, told, lease):
            return reply
        reply = tell(turn.reply, Outcome(False, held.lost, held.unrecorded))
        unstored = _held_turn(turn.model_copy(update={"reply": reply}))
        self.held.change(thread, lambda now: now.said(turn.turn, unstored) if now.checkpoint_id == held.checkpoint_id else now)
        self._keeper.wake()
        return reply

    def broken_off(self, thread: str, lease: Lease) -> bool:
        self.checkpoints.made(thread, lease)
        held = self.held.get(thread)
        if held is not None and held.checkpoint is None and not held.turns:
            self.held.drop(thread)
        try:
            return super().broken_off(thread, lease)
        except OutsideError:  # the claim ends by itself
            return False

    def forget(self, thread: str, buyer: str | None) -> bool:
        known = super().forget(thread, buyer)
        self.held.drop(thread)
        return known

    def _caught_up(self, thread: str, fence: str) -> tuple[Thread | None, Held | None]:
        """The thread's entry, and what is held of it, once each has what the other lacks. Raises OutsideError."""
        held, known = self.held.get(thread), None
        if held is None or held.saved or not fence:
            known = self.transcripts.find(thread)
            if held is not None and held.beyond(known) and self.checkpoints.lost(thread, held):
                held = self.held.change(thread, Held.adrift)
        if held is not None and held.checkpoint is not None and fence and (not held.saved or held.server != server_of(fence)):
            with suppress(OutsideError):
                self._keeper.settle(thread, fence)
            known = self.transcripts.find(thread)
        return known, self.held.get(thread)

    def close(self) -> None:
        """Waits a little for what is held to be stored."""
        self._keeper.close(self.parting)
        super().close()

    def _stored(self, thread: str, turn: Turn, lease: Lease) -> bool:
        """Whether the turn that just ended is, checkpoint and words, now."""
        held = self.held.get(thread)
        try:
            if held is None or held.stored:
                self._keeper.append(thread, turn)
                return True
            with self._leases.at_once(thread) as late:
                fence = late.fence if late is not None else lease.fence  # Redis is back without this turn's lease, or still has it
                if fence:
                    self._keeper.settle(thread, fence)
        except (OutsideError, LeaseLost):
            return False
        now = self.held.get(thread)
        return now is not None and held is not None and now.checkpoint_id == held.checkpoint_id and now.saved

    def _new(self, thread: str, buyer: str | None, title: str) -> Thread:
        now = datetime.now(UTC)
        return Thread(thread_id=id_of(thread), buyer=buyer, title=title, turns=0, started_at=now, updated_at=now, store=self.store)


def hold(settings: Settings, types: Iterable[type] = (), store: str | None = None) -> HoldingConversations:
    """For settings that name a Redis."""
    assert settings.redis_url is not None
    url = settings.redis_url.get_secret_value()
    checkpoints = TurnSaver(url, HeldThreads(), serde=serializer(types), **redis_options(settings))
    return HoldingConversations(checkpoints, RedisTranscripts(url, settings.thread_days), RedisTurnLocks(url), settings.thread_days, store)


def _held_turn(turn: Turn) -> HeldTurn:
    return HeldTurn(turn.turn_id, pack(turn.model_dump_json()))


def _turns(held: Held) -> tuple[Turn, ...]:
    return tuple(unpacked(held.turns[number]) for number in sorted(held.turns))


def _entry(held: Held) -> Thread:
    """As it was last seen, with when its last turn here was."""
    assert held.entry is not None
    return held.entry.model_copy(update={"updated_at": max(held.entry.updated_at, _turns(held)[-1].at)})
