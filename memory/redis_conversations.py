"""Conversations in Redis that go on while it is down: turns are held in memory and stored when it is back."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from ..schema.errors import LeaseGone, LeaseLost, OutsideError
from ..schema.reply import Reply
from ..schema.settings import Settings
from .checkpoints import redis_options
from .conversations import Conversations, Outcome, Tell, anothers
from .entries import fields
from .fallback_locks import FallbackTurnLocks
from .fallback_saver import TurnSaver, server_of
from .held import Held, HeldThreads, HeldTurn
from .locks import Lease, overtaken
from .names import Key, id_of
from .record import pack
from .redis_locks import RedisTurnLocks
from .redis_transcripts import RedisTranscripts
from .serializer import serializer
from .transcripts import Thread, Turn
from .whole_turns import Made
from .write_back import WriteBack, unpacked

RESTORED = 8
"""Threads missing in a list that are stored again before it is returned."""
TRIES = 4
"""Attempts to store a turn whose lease the server keeps losing."""


class RedisConversations(Conversations):
    """While Redis is down, a thread that this process doesn't hold raises OutsideError: it may exist."""

    checkpoints: TurnSaver
    transcripts: RedisTranscripts

    def __init__(
        self, checkpoints: TurnSaver, transcripts: RedisTranscripts, locks: RedisTurnLocks, days: int | None = None, store: str | None = None
    ) -> None:
        super().__init__(checkpoints, transcripts, FallbackTurnLocks(locks), days, store)
        self.held = checkpoints.held
        self._leases = locks
        self._write_back = WriteBack(checkpoints, transcripts, locks)
        checkpoints.wake = self._write_back.wake
        locks.goes_on = lambda thread: not checkpoints.deleted(thread, self.held.get(thread))

    def key(self, thread: str) -> Key:
        try:
            return super().key(thread)
        except OutsideError:
            own = Key.of(thread, self.store or "")
            return own if self.held.get(own) is not None else Key(thread)

    def find(self, thread: str) -> Thread | None:
        try:
            key, found = self._found(thread)
            held = self.held.get(key)
            if held is None:
                return found or self.transcripts.headed(key)
            return self._restored(key, held) if held.has_turns_beyond(found) else found
        except OutsideError:
            held = self.held.get(self.key(thread))
            if held is None or held.entry is None:
                raise
            return held.entry

    def _restored(self, key: str, held: Held) -> Thread | None:
        """Store a held thread again that Redis lost in whole or part, and return its entry; if it was deleted, return the entry in Redis. While a
        turn of it runs, it is stored after that turn."""
        if not self.checkpoints.lost(key, held):
            self.held.drop(key)
            return self.transcripts.find(key)
        with self._leases.at_once(key) as lease:
            if lease is not None:
                known, now = self._caught_up(key, lease.fence)
                if now is not None and now.saved:
                    self.held.change(key, lambda now: now.with_entry(known))
                return known or (now.entry if now is not None else None)
        found = self.transcripts.find(key)
        return self.checkpoints.lost_by_server(key, held).entry if held.has_turns_beyond(found) else found

    def get(self, thread: str) -> tuple[Turn, ...]:
        """The thread's turns, including those that Redis lost and this process holds."""
        found, held = super().get(key := self.key(thread)), self.held.get(key)
        if held is None or held.turns.keys() <= {turn.turn for turn in found}:
            return found
        self.find(key)
        held = self.held.get(key)
        turns = {turn.turn: turn for turn in ((*_turns(held), *super().get(key)) if held is not None else super().get(key))}
        return tuple(turns[number] for number in sorted(turns))

    def list(self, buyer: str | None = None, limit: int = 50) -> tuple[Thread, ...]:
        """The threads, including those that Redis lost and this process holds: a few are stored again now, the others soon."""
        found = super().list(buyer, limit)
        missing = self._missing(found, buyer, limit)
        if not missing:
            return found
        whole = {each.thread_id: each for each in (*found, *self._brought_back(missing))}
        return tuple(sorted(whole.values(), key=lambda thread: thread.updated_at, reverse=True)[:limit])

    def _missing(self, found: Sequence[Thread], buyer: str | None, limit: int) -> Sequence[tuple[str, Held]]:
        """The held threads that the list lacks, or has with fewer turns, latest first."""
        known = {each.thread_id: each for each in found}
        oldest = found[-1].updated_at.timestamp() if len(found) >= limit else 0.0

        def lacks(key: str, held: Held) -> bool:
            mine = held.entry is not None and held.entry.turns and buyer in (None, held.buyer) and self._ours_too(held.entry)
            entry = known.get(id_of(key))
            return bool(mine) and held.has_turns_beyond(entry) and (entry is not None or held.used > oldest)

        return sorted((each for each in self.held.all() if lacks(*each)), key=lambda each: each[1].used, reverse=True)[:limit]

    def _ours_too(self, entry: Thread) -> bool:
        return self.store is None or entry.store in (None, self.store)

    def _brought_back(self, missing: Sequence[tuple[str, Held]]) -> Iterator[Thread]:
        """Yield their entries, except for deleted and unreadable ones."""
        there = self.transcripts.find_each([key for key, _ in missing])
        at_once = RESTORED
        for (key, held), entry, deleted in zip(missing, there, self.checkpoints.which_deleted(missing), strict=True):
            if isinstance(entry, Exception):
                continue  # reported when it is requested
            if entry is not None and not held.has_turns_beyond(entry):  # only the list lost it, or the list ends before it
                self.transcripts.enlist(key, entry.buyer, entry.updated_at)
                yield entry
            elif deleted or not self.checkpoints.lasts(held):
                self.held.drop(key)
            elif at_once:
                at_once -= 1
                if (back := self._restored(key, held)) is not None:
                    yield back
            else:
                yield _entry(self.checkpoints.lost_by_server(key, held))

    def behind(self, buyer: str | None, thread: str | None = None) -> bool:
        names = {thread, Key.of(thread, self.store or "")} if thread is not None else None
        return any(not held.stored for key, held in self.held.all() if held.buyer == buyer and (names is None or key in names))

    def rename(self, thread: str, title: str) -> bool:
        renamed = super().rename(key := self.key(thread), title)
        self.held.change(key, lambda now: now.with_title(title))
        return renamed

    def held_turns(self, thread: str) -> tuple[Turn, ...]:
        held = self.held.get(key := self.key(thread))
        return _turns(held) if held is not None and held.entry is not None else self.get(key)

    def held_threads(self, buyer: str | None) -> tuple[Thread, ...]:
        mine = (held for _, held in self.held.all() if held.buyer == buyer and held.turns)
        found = [_entry(held) for held in mine if held.entry is not None and self._ours_too(held.entry)]
        return tuple(sorted(found, key=lambda thread: thread.updated_at, reverse=True)) or self.list(buyer)

    def open(self, thread: str, buyer: str | None, title: str) -> None:
        """While Redis is down, only this process knows the owner until the first turn is stored."""
        try:
            super().open(thread, buyer, title)
        except OutsideError:
            self.held.put(thread, Held(buyer, fresh=True).with_entry(self._new(thread, buyer, title)))

    def begin(self, thread: str, buyer: str | None, title: str, lease: Lease, new: bool = False) -> None:
        mark = None
        try:
            known, held, mark = self._met(thread, lease.fence, new)
        except OutsideError:
            held = self.held.get(thread)
            if held is None and not new:
                raise
            known = held.entry if held is not None else None
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
        if held is None or self.held.change(thread, lambda now: now.with_entry(entry)) is None:
            self.held.put(thread, Held(buyer, fresh=known is None, mark=mark).with_entry(entry))

    def _met(self, thread: str, fence: str, new: bool) -> tuple[Thread | None, Held | None, float | None]:
        """Like `_caught_up`, plus the deletion mark that precedes this conversation if nothing is held; it must be read first."""
        before = self.held.get(thread)
        mark = self.checkpoints.mark(thread) if before is None and not new else None
        known, held = self._caught_up(thread, fence)
        if known is not None and held is not None and known.buyer != held.buyer:
            self.held.drop(thread)  # deleted elsewhere, and begun again by another buyer
            held = None
        if held is None and before is not None:
            return self._met(thread, fence, new)
        if known is None and held is None and not new:
            known = self.transcripts.headed(thread)
        return known, held, mark

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
        """Store a turn. If its lease is gone and nobody else has it, take it again and store the state it started from first. Raises LeaseLost if
        another turn took it or the thread was deleted."""
        made, held = self.checkpoints.made(thread, lease), self.held.get(thread)
        lost = lease.storing()
        for _ in range(TRIES):
            with suppress(LeaseGone):
                if lost:
                    made = self._taken_up(thread, held, made, lease)
                return self._kept(thread, turn, made, lease, tell)
            lost = True
        raise overtaken(thread)

    def _taken_up(self, thread: str, held: Held | None, made: Made | None, lease: Lease) -> Made | None:
        """Take the lease again, store the `held` state that the turn started from, and return what it made. Raises LeaseLost."""
        try:
            if held is None or not self._leases.again(thread, lease):
                raise overtaken(thread)
            found = self.checkpoints.last(thread)
            gone_on = found is not None and found.checkpoint["id"] not in (made and made.parent, *held.lineage)
            if gone_on or self.checkpoints.deleted(thread, held):
                raise overtaken(thread)
            known, now = self._caught_up(thread, lease.fence)
            if now is None or not self._write_back.owned(thread, now):
                raise overtaken(thread)
            entry = known or self.transcripts.find(thread)
            self.held.change(thread, lambda now: now.with_lost_turns(entry))
        except OutsideError:
            return made and made.apart()
        return made

    def _kept(self, thread: str, turn: Turn, made: Made | None, lease: Lease, tell: Tell) -> Reply:
        """Store the turn or hold it, and return the reply. Raises LeaseGone if nothing was stored for that reason."""
        held = self.held.get(thread) or self.held.put(thread, Held(turn.buyer))
        held = self.held.change(thread, lambda now: now.with_gap_before(turn.turn)) or held
        reply = tell(turn.reply, Outcome(True, held.lost, held.unrecorded))
        told = turn.model_copy(update={"reply": reply})
        stored = False
        if made is not None:
            stored, held = self.checkpoints.commit(made, fields(told, held.entry), turn.turn, _held_turn(told))
        else:
            self.held.change(thread, lambda now: now.with_turn(turn.turn, _held_turn(told)))
        if stored:
            self._write_back.enlist(thread, told)
        if stored or self._stored(thread, told, lease):
            return reply
        reply = tell(turn.reply, Outcome(False, held.lost, held.unrecorded))
        unstored = _held_turn(turn.model_copy(update={"reply": reply}))
        self.held.change(thread, lambda now: now.with_turn(turn.turn, unstored) if now.checkpoint_id == held.checkpoint_id else now)
        self._write_back.wake()
        return reply

    def broken_off(self, thread: str, lease: Lease) -> bool:
        self.checkpoints.made(thread, lease)
        held = self.held.get(thread)
        if held is not None and held.checkpoint is None and not held.turns:
            self.held.drop(thread)
        try:
            if self.transcripts.find(thread) is not None:
                self._unclaimed(thread, lease)
            return self.checkpoints.deleted(thread, held)
        except OutsideError:  # the claim expires by itself
            return False

    def forget(self, thread: str, buyer: str | None) -> bool:
        known = super().forget(thread, buyer)
        self.held.drop(thread)
        return known

    def _caught_up(self, thread: str, fence: str) -> tuple[Thread | None, Held | None]:
        """The thread's entry in Redis and the held state, after each got what it lacked. Raises OutsideError."""
        held, known = self.held.get(thread), None
        if held is None or held.saved or not fence:
            known = self.transcripts.find(thread)
            if held is not None and held.has_turns_beyond(known):
                if not self.checkpoints.lost(thread, held):
                    self.held.drop(thread)
                    return known, None
                held = self.held.change(thread, Held.lost_by_server)
        if held is not None and held.checkpoint is not None and fence and (not held.saved or held.server != server_of(fence)):
            with suppress(OutsideError, LeaseGone):
                self._write_back.settle(thread, fence)
            known = self.transcripts.find(thread)
        return known, self.held.get(thread)

    def close(self) -> None:
        """Wait some seconds for the held state to be stored."""
        self._write_back.close(self.parting)
        super().close()

    def _stored(self, thread: str, turn: Turn, lease: Lease) -> bool:
        """True if the ended turn, checkpoint and transcript, is stored now."""
        held = self.held.get(thread)
        try:
            if held is None or held.stored:
                self._write_back.append(thread, turn)
                return True
            with self._leases.at_once(thread) as late:
                fence = late.fence if late is not None else lease.fence  # Redis is back without this turn's lease, or still has it
                if fence:
                    self._write_back.settle(thread, fence)
        except (OutsideError, LeaseLost):
            return False
        now = self.held.get(thread)
        return now is not None and held is not None and now.checkpoint_id == held.checkpoint_id and now.saved

    def _new(self, thread: str, buyer: str | None, title: str) -> Thread:
        now = datetime.now(UTC)
        return Thread(thread_id=id_of(thread), buyer=buyer, title=title, turns=0, started_at=now, updated_at=now, store=self.store)


def open_redis_conversations(settings: Settings, types: Iterable[type] = (), store: str | None = None) -> RedisConversations:
    """Open conversations in the Redis of `settings`."""
    assert settings.redis_url is not None
    url = settings.redis_url.get_secret_value()
    checkpoints = TurnSaver(url, HeldThreads(), serde=serializer(types), **redis_options(settings))
    return RedisConversations(checkpoints, RedisTranscripts(url, settings.thread_days), RedisTurnLocks(url), settings.thread_days, store)


def _held_turn(turn: Turn) -> HeldTurn:
    return HeldTurn(turn.turn_id, pack(turn.model_dump_json()))


def _turns(held: Held) -> tuple[Turn, ...]:
    return tuple(unpacked(held.turns[number]) for number in sorted(held.turns))


def _entry(held: Held) -> Thread:
    """The entry as last seen, with the time of the last held turn."""
    assert held.entry is not None
    last = [unpacked(held.turns[max(held.turns)]).at] if held.turns else []
    return held.entry.model_copy(update={"updated_at": max(held.entry.updated_at, *last)} if last else {})
