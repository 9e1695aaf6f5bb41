"""A thread's entry in Redis: owner, title and times."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from . import keys
from .foreign import is_foreign
from .names import id_of
from .record import DAMAGED, Damaged, pack
from .transcript import Thread, Turn, titled
from .work import Fields


def entries(client: Any, threads: Sequence[str]) -> list[Thread | Exception | None]:
    """Entries of `threads` in order, in one round trip; an exception for one whose key has another type."""
    with client.pipeline(transaction=False) as pipe:
        for thread in threads:
            pipe.hgetall(part_key(thread, "entry"))
            pipe.hlen(part_key(thread, "turns"))
        answers = pipe.execute(raise_on_error=False)
    return [_found(*each) for each in zip(threads, answers[::2], answers[1::2], strict=True)]


def opening(turn: Turn, entry: Thread | None = None) -> dict[str, str]:
    """The fixed fields of an entry, from the known entry or else the first turn."""
    title, started = (entry.title, entry.started_at) if entry is not None else ("", turn.at)
    store = {"store": entry.store} if entry is not None and entry.store is not None else {}
    return {"buyer": turn.buyer or "", "title": titled(title or turn.text), "started_at": started.isoformat(), **store}


def fields(turn: Turn, entry: Thread | None = None) -> Fields:
    """The transcript fields of a turn, to be stored together with its checkpoint, each by its index in `keys.SAID`. `entry` restores one that Redis
    lost."""
    when = turn.at.isoformat()
    first = opening(turn, entry).items()
    named = [(1, turn.turn_id, str(turn.turn), 0)] if turn.turn_id is not None else []
    words = (0, str(turn.turn), pack(turn.model_dump_json()), 0)
    return [words, *named, *((2, name, value, 1) for name, value in first), (2, "updated_at", when, 0)]


def part_key(thread: str, part: str) -> str:
    return keys.keys(keys.TRANSCRIPT, thread, [part])[0]


def decoded(value: Any) -> str:
    """Decode bytes, with replacement characters if they weren't written by us."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _found(thread: str, fields: Any, turns: Any) -> Thread | Exception | None:
    for answer in (fields, turns):
        if isinstance(answer, Exception):
            if not is_foreign(answer):
                raise answer
            return answer
    try:
        return _thread(thread, fields, turns) if fields else None
    except (KeyError, ValueError):
        return Damaged(f"Conversation {id_of(thread)!r} is damaged (its entry can't be read); begin a new one, and delete this one.", DAMAGED)


def _thread(thread: str, fields: Mapping[bytes, bytes], turns: int) -> Thread:
    text = {decoded(name): decoded(value) for name, value in fields.items()}
    return Thread(
        thread_id=id_of(thread),
        buyer=text["buyer"] or None,
        title=text["title"],
        turns=turns,
        started_at=datetime.fromisoformat(text["started_at"]),
        updated_at=datetime.fromisoformat(text["updated_at"]),
        store=text.get("store"),
        missed=int(text.get("missed", 0)),
        unrecorded=int(text.get("unrecorded", 0)),
    )
