"""Transcripts in plain Redis, so that every process beside it sees the same conversations."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from typing import Any

from ..schema.reply import Reply
from . import connection, keys, scripts
from .record import pack, unpack
from .transcript import Thread, Turn, storable

PREFIX = keys.TRANSCRIPT
CLAIM_S = 60 * 60
"""How long a thread is its first buyer's while no turn of it is stored."""
PAGE = 100


class RedisTranscripts:
    """An append is one round trip (on a cluster one a node). `days`: how long a thread lives after its last use; None: for ever.

    `PREFIX:{THREAD}:turns` is a hash of turn -> packed JSON, `:ids` one of the caller's name of a turn -> turn, `:entry` the thread's own;
    `PREFIX:threads` and `PREFIX:of:BUYER` are its place in time.
    """

    def __init__(self, url: str, days: int | None = None) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)
        self._life = timedelta(days=days) if days else None

    def claim(self, thread: str, buyer: str | None, title: str, since: datetime | None = None) -> str | None:
        when = since or datetime.now(UTC)
        with connection.redis_trouble(self.address):
            claim = (buyer or "", storable(title), when.isoformat(), CLAIM_S)
            owner = _text(scripts.run(self._client, "claim", [_key(thread, "entry")], claim)) or None
            if buyer is not None and owner == buyer:
                self._client.zadd(_of(buyer), {thread: when.timestamp()}, nx=True)
        return owner

    def unclaim(self, thread: str, fence: str) -> None:
        with connection.redis_trouble(self.address):
            names = [*keys.keys(keys.PREFIX, thread, (keys.TURN[0], keys.PARTS[1])), *keys.transcript(thread)]
            owner = scripts.run(self._client, "unclaim", names, [fence])
            if owner:
                self._client.zrem(_of(_text(owner)), thread)

    def append(self, thread: str, turn: Turn) -> bool:
        when = turn.at
        entry = _key(thread, "entry")
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            self._open(pipe, thread, turn.buyer, turn.text, when)
            pipe.hset(entry, "updated_at", when.isoformat())
            pipe.persist(entry)
            pipe.hset(_key(thread, "turns"), str(turn.turn), pack(turn.model_dump_json()))
            if turn.turn_id is not None:
                pipe.hset(_key(thread, "ids"), turn.turn_id, str(turn.turn))
            for index in [f"{PREFIX}:threads", *([_of(turn.buyer)] if turn.buyer is not None else [])]:
                pipe.zadd(index, {thread: when.timestamp()})
                if self._life is not None:
                    pipe.zremrangebyscore(index, "-inf", (when - self._life).timestamp())
                    pipe.expire(index, self._life)
            for key in (*keys.transcript(thread), *keys.keys(keys.PREFIX, thread)) if self._life is not None else ():
                pipe.expire(key, self._life)
            made = pipe.execute()[0]
        return not made

    def miss(self, thread: str, turns: int) -> None:
        """Note that so many more turns could not be kept, until somebody has told of it."""
        with connection.redis_trouble(self.address):
            self._client.hincrby(_key(thread, "entry"), "missed", turns)

    def lack(self, thread: str, turns: int) -> None:
        """Note that so many turns are in the conversation and not here, until somebody has told of it."""
        with connection.redis_trouble(self.address):
            self._client.hset(_key(thread, "entry"), "unrecorded", str(turns))

    def told(self, thread: str) -> None:
        """Somebody has told of what was noted."""
        with connection.redis_trouble(self.address):
            self._client.hdel(_key(thread, "entry"), "missed", "unrecorded")

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        with connection.redis_trouble(self.address):
            number = self._client.hget(_key(thread, "ids"), turn_id)
            line = self._client.hget(_key(thread, "turns"), number) if number is not None else None
        return _turn(line).reply if line is not None else None

    def find(self, thread: str) -> Thread | None:
        return next(iter(self._entries([thread])), None)

    def get(self, thread: str) -> tuple[Turn, ...]:
        with connection.redis_trouble(self.address):
            lines = self._client.hvals(_key(thread, "turns"))
        return tuple(sorted(map(_turn, lines), key=lambda turn: turn.turn))

    def of(self, buyer: str) -> tuple[str, ...]:
        with connection.redis_trouble(self.address):
            return tuple(_text(thread) for thread in self._client.zrange(_of(buyer), 0, -1))

    def before(self, when: datetime) -> tuple[str, ...]:
        return ()

    def list(self, buyer: str | None = None, limit: int = 50) -> tuple[Thread, ...]:
        return tuple(islice(self._listed(buyer), limit))

    def _listed(self, buyer: str | None) -> Iterator[Thread]:
        key = f"{PREFIX}:threads" if buyer is None else _of(buyer)
        for start in count(0, PAGE):
            with connection.redis_trouble(self.address):
                threads = self._client.zrevrange(key, start, start + PAGE - 1)
            yield from (each for each in self._entries([_text(thread) for thread in threads]) if each.turns and buyer in (None, each.buyer))
            if len(threads) < PAGE:
                return

    def delete(self, thread: str, buyer: str | None = None) -> bool:
        found = self.find(thread)
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            for key in keys.transcript(thread):  # one by one: a cluster's pipeline takes no more
                pipe.unlink(key)
            pipe.zrem(f"{PREFIX}:threads", thread)
            owner = found.buyer if found is not None else buyer
            if owner is not None:
                pipe.zrem(_of(owner), thread)
            pipe.execute()
        return found is not None

    def close(self) -> None:
        self._client.close()

    def _open(self, pipe: Any, thread: str, buyer: str | None, title: str, when: datetime) -> None:
        """The first to do so names the owner, for good."""
        for name, value in (("buyer", buyer or ""), ("title", title), ("started_at", when.isoformat()), ("updated_at", when.isoformat())):
            pipe.hsetnx(_key(thread, "entry"), name, value)

    def _entries(self, threads: Sequence[str]) -> tuple[Thread, ...]:
        with connection.redis_trouble(self.address), self._client.pipeline(transaction=False) as pipe:
            for thread in threads:
                pipe.hgetall(_key(thread, "entry"))
                pipe.hlen(_key(thread, "turns"))
            answers = pipe.execute()
        return tuple(_thread(thread, fields, turns) for thread, fields, turns in zip(threads, answers[::2], answers[1::2], strict=True) if fields)


def _of(buyer: str) -> str:
    return f"{PREFIX}:of:{buyer}"


def _turn(stored: bytes) -> Turn:
    """Plain JSON is what an earlier version of Daogou stored. Raises Damaged where it is neither."""
    text = stored if stored[:1] == b"{" else unpack(stored, 1, "a turn of the transcript")[0]
    return Turn.model_validate_json(text)


def _key(thread: str, part: str) -> str:
    return keys.keys(PREFIX, thread, [part])[0]


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _thread(thread: str, fields: Mapping[bytes, bytes], turns: int) -> Thread:
    text = {_text(name): _text(value) for name, value in fields.items()}
    return Thread(
        thread_id=thread,
        buyer=text["buyer"] or None,
        title=text["title"],
        turns=turns,
        started_at=datetime.fromisoformat(text["started_at"]),
        updated_at=datetime.fromisoformat(text["updated_at"]),
        missed=int(text.get("missed", 0)),
        unrecorded=int(text.get("unrecorded", 0)),
    )
