"""Ratings in plain Redis: one more hash of a thread, `PREFIX:{THREAD}:ratings`, turn -> packed JSON."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import structlog

from ..schema.rating import Rating
from . import connection, scripts
from .entries import decoded, part_key
from .key_repair import THREADS, KeyRepair
from .record import Damaged, pack, unpack

log = structlog.get_logger("daogou")


class RedisRatings:
    """Mixin for a class with a client and a KeyRepair."""

    address: str
    _client: Any
    _repaired: KeyRepair

    def rate(self, thread: str, rating: Rating) -> bool:
        names = [part_key(thread, "turns"), part_key(thread, "ratings")]
        arguments = [str(rating.turn), pack(rating.model_dump_json())]
        with connection.redis_trouble(self.address):
            return bool(self._repaired(lambda: scripts.run(self._client, "rate", names, arguments), thread))

    def rated(self, thread: str) -> tuple[Rating, ...]:
        with connection.redis_trouble(self.address):
            lines = self._repaired(lambda: self._client.hvals(part_key(thread, "ratings")), thread)
        return tuple(sorted(_sound(thread, lines), key=lambda rating: rating.turn))

    def all_rated(self, since: datetime | None = None) -> tuple[Rating, ...]:
        with connection.redis_trouble(self.address):
            threads = [decoded(thread) for thread in self._repaired(lambda: self._client.zrange(THREADS, 0, -1))]
        found = [rating for thread in threads for rating in self.rated(thread) if since is None or rating.at >= since]
        return tuple(sorted(found, key=lambda rating: rating.at))


def _sound(thread: str, lines: Iterable[bytes]) -> Iterator[Rating]:
    """Yield the readable ratings; log the others."""
    for line in lines:
        try:
            yield Rating.model_validate_json(unpack(line, 1, "a rating")[0])
        except (Damaged, ValueError):
            log.warning("a rating of a conversation is left out", thread=thread)
