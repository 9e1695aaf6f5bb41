"""Transcripts in plain Redis, so that every process beside it sees the same conversations."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ..schema.reply import Reply
from . import connection
from .transcript import Thread, Turn, storable

PREFIX = "daogou:transcript"


class RedisTranscripts:
    """An append is one round trip.

    `…:turns:THREAD` is a hash of turn -> JSON, `…:thread:THREAD` the thread's entry, `…:threads` and `…:of:BUYER` its place in time.
    """

    def __init__(self, url: str) -> None:
        self.address = connection.address(url)
        self._client = connection.connect(url)

    def claim(self, thread: str, buyer: str | None, title: str) -> str | None:
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            self._open(pipe, thread, buyer, storable(title), datetime.now(UTC))
            pipe.hget(f"{PREFIX}:thread:{thread}", "buyer")
            owner = pipe.execute()[-1]
        return _text(owner) or None

    def append(self, thread: str, turn: int, buyer: str | None, text: str, reply: Reply, at: datetime | None = None) -> None:
        when = at or datetime.now(UTC)
        line = Turn(turn=turn, buyer=buyer, text=storable(text), reply=reply, at=when)
        entry = f"{PREFIX}:thread:{thread}"
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            self._open(pipe, thread, buyer, line.text, when)
            pipe.hset(entry, "updated_at", when.isoformat())
            pipe.hset(f"{PREFIX}:turns:{thread}", str(turn), line.model_dump_json())
            pipe.zadd(f"{PREFIX}:threads", {thread: when.timestamp()})
            if buyer is not None:
                pipe.zadd(f"{PREFIX}:of:{buyer}", {thread: when.timestamp()})
            pipe.execute()

    def find(self, thread: str) -> Thread | None:
        return next(iter(self._entries([thread])), None)

    def get(self, thread: str) -> tuple[Turn, ...]:
        with connection.redis_trouble(self.address):
            lines = self._client.hvals(f"{PREFIX}:turns:{thread}")
        return tuple(sorted((Turn.model_validate_json(line) for line in lines), key=lambda turn: turn.turn))

    def list(self, buyer: str | None = None, limit: int = 50) -> tuple[Thread, ...]:
        key = f"{PREFIX}:threads" if buyer is None else f"{PREFIX}:of:{buyer}"
        with connection.redis_trouble(self.address):
            threads = self._client.zrevrange(key, 0, limit - 1)
        return tuple(entry for entry in self._entries([_text(thread) for thread in threads]) if buyer is None or entry.buyer == buyer)

    def delete(self, thread: str) -> bool:
        found = self.find(thread)
        with connection.redis_trouble(self.address), self._client.pipeline() as pipe:
            pipe.delete(f"{PREFIX}:turns:{thread}", f"{PREFIX}:thread:{thread}")
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
            pipe.hsetnx(f"{PREFIX}:thread:{thread}", name, value)

    def _entries(self, threads: Sequence[str]) -> tuple[Thread, ...]:
        with connection.redis_trouble(self.address), self._client.pipeline(transaction=False) as pipe:
            for thread in threads:
                pipe.hgetall(f"{PREFIX}:thread:{thread}")
                pipe.hlen(f"{PREFIX}:turns:{thread}")
            answers = pipe.execute()
        return tuple(_thread(thread, fields, turns) for thread, fields, turns in zip(threads, answers[::2], answers[1::2], strict=True) if fields)


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
