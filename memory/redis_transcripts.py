"""Transcripts in plain Redis, shared by all processes that use it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count, islice
from typing import Any

import structlog

from ..schema.reply import Reply
from . import connection, keys, scripts
from .entries import decoded, entries, opening, part_key
from .key_repair import THREADS, KeyRepair, of_buyer
from .names import Key, id_of
from .record import Damaged, pack, unpack
from .redis_ratings import RedisRatings
from .transcript import Thread, Turn, titled

log = structlog.get_logger("daogou")
CLAIM_S = 60 * 60
"""Seconds for which a thread without a stored turn stays its first buyer's."""
PAGE = 100


class RedisTranscripts(RedisRatings):
    """An append is one round trip (on a cluster, one per node). `days`: how long a thread lives after its last use; None: for ever.

    Keys: `PREFIX:{THREAD}:turns`, hash of turn -> packed JSON; `:ids`, hash of the caller's turn id -> turn; `:entry`, hash of the thread's entry;
    `:ratings`, hash of turn -> rating; `PREFIX:threads` and `PREFIX:of:BUYER`, sorted sets of threads by time.
    """

    def __init__(self, url: str, days: int | None = None) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)
        self._repaired = KeyRepair(self._client)
        self._life = timedelta(days=days) if days else None

    def claim(self, thread: str, buyer: str | None, title: str, store: str | None = None, since: datetime | None = None) -> str | None:
        when = since or datetime.now(UTC)
        claim = (buyer or "", titled(title), when.isoformat(), CLAIM_S, store or "")

        def claimed() -> str | None:
            owner = decoded(scripts.run(self._client, "claim", [part_key(thread, "entry")], claim)) or None
            if owner == buyer:  # listed now, so that a crash after the first turn leaves no unlisted thread
                with self._client.pipeline(transaction=False) as pipe:
                    for index in (THREADS, *([of_buyer(buyer)] if buyer is not None else [])):
                        pipe.zadd(index, {thread: when.timestamp()}, nx=True)
                    pipe.execute()
            return owner

        with connection.redis_trouble(self.address):
            return self._repaired(claimed, thread, buyer)

    def bind(self, thread: str, store: str) -> str:
        with connection.redis_trouble(self.address):
            return decoded(self._repaired(lambda: scripts.run(self._client, "bind", [part_key(thread, "entry")], [store]), thread) or "")

    def called(self, thread: str) -> list[Key]:
        """Keys of the threads with this id, by a scan of the list."""
        with connection.redis_trouble(self.address):
            names = [decoded(name) for name in self._repaired(lambda: self._client.zrange(THREADS, 0, -1))]
        return [Key(name) for name in names if id_of(name) == thread]

    def rename(self, thread: str, title: str) -> bool:
        with connection.redis_trouble(self.address):
            return bool(self._repaired(lambda: scripts.run(self._client, "rename", [part_key(thread, "entry")], [titled(title)]), thread))

    def unclaim(self, thread: str, fence: str) -> None:
        with connection.redis_trouble(self.address):
            names = [*keys.keys(keys.PREFIX, thread, (keys.TURN[0], keys.PARTS[1])), *keys.transcript(thread)]
            owner = scripts.run(self._client, "unclaim", names, [fence])
            if owner is not None:
                self._gone(thread, decoded(owner) or None)

    def touch(self, thread: str, buyer: str | None, at: datetime) -> None:
        self.enlist(thread, buyer, at)

    def enlist(self, thread: str, buyer: str | None, at: datetime) -> None:
        """Put the thread into the lists at the time of its last turn."""
        with connection.redis_trouble(self.address):
            self._repaired(lambda: self._enlisted(thread, buyer, at), thread, buyer)

    def _enlisted(self, thread: str, buyer: str | None, at: datetime) -> None:
        with self._client.pipeline() as pipe:
            self._list(pipe, thread, buyer, at)
            pipe.execute()

    def headed(self, thread: str) -> Thread | None:
        """Rebuild a lost entry from the turns, each of which names the buyer; None if there are none."""
        turns = self.get(thread)
        if not turns:
            return None
        entry = {**opening(turns[0]), "updated_at": turns[-1].at.isoformat()}
        with connection.redis_trouble(self.address):
            names = [part_key(thread, "entry"), part_key(thread, "turns")]
            scripts.run(self._client, "head", names, [part for field in entry.items() for part in field])
        return self.find(thread)

    def append(self, thread: str, turn: Turn) -> bool:
        with connection.redis_trouble(self.address):
            return not self._repaired(lambda: self._stored(thread, turn), thread, turn.buyer)

    def _stored(self, thread: str, turn: Turn) -> bool:
        """Store the turn; True if this created the entry."""
        when, entry = turn.at, part_key(thread, "entry")
        with self._client.pipeline() as pipe:
            self._open(pipe, thread, turn.buyer, turn.text, when)
            pipe.hset(entry, "updated_at", when.isoformat())
            pipe.persist(entry)
            pipe.hset(part_key(thread, "turns"), str(turn.turn), pack(turn.model_dump_json()))
            if turn.turn_id is not None:
                pipe.hset(part_key(thread, "ids"), turn.turn_id, str(turn.turn))
            self._list(pipe, thread, turn.buyer, turn.at)
            for key in (*keys.transcript(thread), *keys.keys(keys.PREFIX, thread)) if self._life is not None else ():
                pipe.expire(key, self._life)
            return bool(pipe.execute()[0])

    def miss(self, thread: str, turns: int) -> None:
        """Count further turns that could not be stored, until a reply reports them."""
        with connection.redis_trouble(self.address):
            self._repaired(lambda: self._client.hincrby(part_key(thread, "entry"), "missed", turns), thread)

    def lack(self, thread: str, turns: int) -> None:
        """Note the number of turns missing in the transcript, until a reply reports it."""
        with connection.redis_trouble(self.address):
            self._repaired(lambda: self._client.hset(part_key(thread, "entry"), "unrecorded", str(turns)), thread)

    def told(self, thread: str) -> None:
        """Clear both counts after a reply reported them."""
        with connection.redis_trouble(self.address):
            self._repaired(lambda: self._client.hdel(part_key(thread, "entry"), "missed", "unrecorded"), thread)

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        def found() -> Any:
            number = self._client.hget(part_key(thread, "ids"), turn_id)
            return self._client.hget(part_key(thread, "turns"), number) if number is not None else None

        with connection.redis_trouble(self.address):
            line = self._repaired(found, thread, tell=True)
        return _turn(line).reply if line is not None else None

    def find(self, thread: str) -> Thread | None:
        found = self.first(thread)
        return found[1] if found else None

    def find_each(self, threads: Sequence[str]) -> list[Thread | Exception | None]:
        """Entries in one round trip; an exception for an unreadable one."""
        with connection.redis_trouble(self.address):
            return entries(self._client, threads)

    def first(self, *threads: str) -> tuple[str, Thread] | None:
        def found() -> tuple[str, Thread] | None:
            for thread, answer in zip(threads, entries(self._client, threads), strict=True):
                if isinstance(answer, Exception):
                    raise answer
                if answer is not None:
                    return thread, answer
            return None

        work = found
        for thread in threads:
            work = partial(self._repaired, work, thread, tell=True)
        with connection.redis_trouble(self.address):
            return work()

    def get(self, thread: str) -> tuple[Turn, ...]:
        with connection.redis_trouble(self.address):
            lines = self._repaired(lambda: self._client.hvals(part_key(thread, "turns")), thread, tell=True)
        return tuple(sorted(_sound(thread, lines), key=lambda turn: turn.turn))

    def have(self, thread: str, turns: Sequence[int]) -> dict[int, Turn]:
        """The stored ones among `turns`, by number."""
        with connection.redis_trouble(self.address):
            lines = self._repaired(lambda: self._client.hmget(part_key(thread, "turns"), *turns), thread) if turns else []
        return {turn.turn: turn for turn in _sound(thread, filter(None, lines))}

    def of(self, buyer: str) -> tuple[str, ...]:
        with connection.redis_trouble(self.address):
            return tuple(decoded(thread) for thread in self._repaired(lambda: self._client.zrange(of_buyer(buyer), 0, -1), buyer=buyer))

    def before(self, when: datetime) -> tuple[str, ...]:
        return ()

    def list(self, buyer: str | None = None, limit: int = 50, store: str | None = None) -> tuple[Thread, ...]:
        theirs = (each for each in self._listed(buyer) if store is None or each.store in (None, store))
        return tuple(islice(theirs, limit))

    def _listed(self, buyer: str | None) -> Iterator[Thread]:
        key = THREADS if buyer is None else of_buyer(buyer)
        for start in count(0, PAGE):
            with connection.redis_trouble(self.address):
                found = self._repaired(partial(self._client.zrevrange, key, start, start + PAGE - 1), buyer=buyer)
                threads = [decoded(thread) for thread in found]
                listed = entries(self._client, threads)
            for thread, each in zip(threads, listed, strict=True):
                if isinstance(each, Exception):
                    log.warning("a damaged conversation isn't listed; `daogou threads delete` deletes it", thread=thread)
                elif each is not None and (each.turns or each.unrecorded) and buyer in (None, each.buyer):
                    yield each
            if len(threads) < PAGE:
                return

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        try:
            found = self.find(thread)
            owner, known = found.buyer if found is not None else buyer, found is not None
        except Damaged:
            owner, known = buyer, True
        with connection.redis_trouble(self.address):
            self._repaired(lambda: self._gone(thread, owner), buyer=owner)
        return known

    def _gone(self, thread: str, owner: str | None) -> None:
        with self._client.pipeline() as pipe:
            for key in (*keys.transcript(thread), *keys.transcript_aside(thread)):  # one by one: a cluster pipeline takes single keys
                pipe.unlink(key)
            for index in (THREADS, *([of_buyer(owner)] if owner is not None else [])):
                pipe.zrem(index, thread)
            pipe.execute()

    def close(self) -> None:
        self._client.close()

    def _list(self, pipe: Any, thread: str, buyer: str | None, at: datetime) -> None:
        for index in [THREADS, *([of_buyer(buyer)] if buyer is not None else [])]:
            pipe.zadd(index, {thread: at.timestamp()})
            if self._life is not None:
                pipe.zremrangebyscore(index, "-inf", (at - self._life).timestamp())
                pipe.expire(index, self._life)

    def _open(self, pipe: Any, thread: str, buyer: str | None, title: str, when: datetime) -> None:
        """Create the entry's fields if they are missing; the first buyer stays the owner."""
        for name, value in (("buyer", buyer or ""), ("title", titled(title)), ("started_at", when.isoformat()), ("updated_at", when.isoformat())):
            pipe.hsetnx(part_key(thread, "entry"), name, value)


def _sound(thread: str, lines: Iterable[bytes]) -> Iterator[Turn]:
    """Yield the readable turns; log the others."""
    for line in lines:
        try:
            yield _turn(line)
        except Damaged as error:
            log.warning("a turn of a conversation is left out", thread=thread, error=str(error))


def _turn(stored: bytes) -> Turn:
    """Parse a turn; an earlier version stored plain JSON. Raises Damaged."""
    text = stored if stored[:1] == b"{" else unpack(stored, 1, "a turn of the transcript")[0]
    try:
        return Turn.model_validate_json(text)
    except ValueError as error:
        raise Damaged("a turn of the transcript can't be read") from error
