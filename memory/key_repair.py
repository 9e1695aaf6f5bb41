"""Repairs a transcript whose Redis keys hold another type: rebuilds what can be rebuilt, reports the rest."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

import redis

from . import keys
from .foreign import foreign, is_foreign, remove, set_aside
from .names import id_of
from .record import DAMAGED, Damaged

T = TypeVar("T")
THREADS = f"{keys.TRANSCRIPT}:threads"


def of_buyer(buyer: str) -> str:
    return f"{keys.TRANSCRIPT}:of:{buyer}"


class KeyRepair:
    """`client`: the transcripts' client."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __call__(self, work: Callable[[], T], thread: str | None = None, buyer: str | None = None, tell: bool = False) -> T:
        """Return the result of `work`, repeated once after removing keys of another type. Raises Damaged if the entry is one, since the owner is
        unknown without it, and, with `tell`, if the turns are; those are set aside, so the next call goes without them."""
        try:
            return work()
        except redis.ResponseError as error:
            if not is_foreign(error):
                raise
        if thread is not None:
            self._repair(thread, tell)
        if foreign(self._client, lists := {THREADS: "zset", **({of_buyer(buyer): "zset"} if buyer is not None else {})}):
            remove(self._client, lists)
            self._rebuild_lists()
        return work()

    def _repair(self, thread: str, tell: bool) -> None:
        entry, *others = (keys.keys(keys.TRANSCRIPT, thread, [part])[0] for part in ("entry", "turns", "ids", "ratings"))
        if foreign(self._client, {entry: "hash"}):
            raise Damaged(f"Conversation {id_of(thread)!r} is damaged (its entry is of another type); begin a new one, and delete this one.", DAMAGED)
        if others[0] in set_aside(self._client, dict.fromkeys(others, "hash")) and tell:
            raise Damaged(
                f"Conversation {id_of(thread)!r} is damaged (what was said is of another type) and was set aside; send the message again to go on.",
                DAMAGED,
            )

    def _rebuild_lists(self) -> None:
        """Rebuild the lists from the entries, by a SCAN of the database."""
        for thread, buyer, when in self._entries():
            for name in (THREADS, *([of_buyer(buyer)] if buyer else [])):
                self._client.zadd(name, {thread: when}, nx=True)

    def _entries(self) -> Iterator[tuple[str, str, float]]:
        for key in self._client.scan_iter(match=keys.pattern(keys.TRANSCRIPT, "entry"), count=1000):
            try:
                buyer, when = self._client.hmget(key, "buyer", "updated_at")
            except redis.ResponseError as error:
                if not is_foreign(error):
                    raise
                continue
            with suppress(ValueError, AttributeError):  # a damaged entry is reported when it is read
                yield keys.thread_of(keys.TRANSCRIPT, key.decode()), (buyer or b"").decode(), datetime.fromisoformat(when.decode()).timestamp()
