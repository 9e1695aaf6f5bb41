"""Transcripts in plain Redis, so that every process beside it sees the same conversations."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ..schema.reply import Reply
from . import connection, keys
from .transcript import Thread, Turn, storable

PREFIX = "daogou:transcript"


class RedisTranscripts:
    """An append is one round trip (on a cluster one a node).

    `PREFIX:{THREAD}:turns` is a hash of turn -> JSON, `:ids` one of the caller's name of a turn -> turn, `:entry` the thread's own;
    `PREFIX:threads` and `PREFIX:of:BUYER` are its place in time.
    """

    def __init__(self, url: str) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)

    def claim(self, thread: str, buyer: str | None, title: str) -> str | None:
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            self._open(pipe, thread, buyer, storable(title), datetime.now(UTC))
            pipe.hget(_key(thread, "entry"), "buyer")
            owner = pipe.execute()[-1]
        return _text(owner) or None

    def append(self, thread: str, turn: Turn) -> None:
        when = turn.at
        entry = _key(thread, "entry")
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            self._open(pipe, thread, turn.buyer, turn.text, when)
            pipe.hset(entry, "updated_at", when.isoformat())
            pipe.hset(_key(thread, "turns"), str(turn.turn), turn.model_dump_json())
            if turn.turn_id is not None:
                pipe.hset(_key(thread, "ids"), turn.turn_id, str(turn.turn))
            pipe.zadd(f"{PREFIX}:threads", {thread: when.timestamp()})
            if turn.buyer is not None:
                pipe.zadd(f"{PREFIX}:of:{turn.buyer}", {thread: when.timestamp()})
            pipe.execute()

    def replied(self, thread: str, turn_id: str) -> Reply | None:
        with connection.redis_trouble(self.address):
            number = self._client.hget(_key(thread, "ids"), turn_id)
            line = self._client.hget(_key(thread, "turns"), number) if number is not None else None
        return Turn.model_validate_json(line).reply if line is not None else None

    def find(self, thread: str) -> Thread | None:
        return next(iter(self._entries([thread])), None)

    def get(self, thread: str) -> tuple[Turn, ...]:
        with connection.redis_trouble(self.address):
            lines = self._client.hvals(_key(thread, "turns"))
        return tuple(sorted((Turn.model_validate_json(line) for line in lines), key=lambda turn: turn.turn))

    def list(self, buyer: str | None = None, limit: int = 50) -> tuple[Thread, ...]:
        key = f"{PREFIX}:threads" if buyer is None else f"{PREFIX}:of:{buyer}"
        with connection.redis_trouble(self.address):
            threads = self._client.zrevrange(key, 0, limit - 1)
        return tuple(entry for entry in self._entries([_text(thread) for thread in threads]) if buyer is None or entry.buyer == buyer)

    def delete(self, thread: str) -> bool:
        found = self.find(thread)
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            pipe.delete(_key(thread, "turns"), _key(thread, "ids"), _key(thread, "entry"))
            pipe.zrem(f"{PREFIX}:threads", thread)
            if found is not None and found.buyer is not None:
                pipe.zrem(f"{PREFIX}:of:{found.buyer}", thread)
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
    )
