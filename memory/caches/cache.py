"""Cache of results shared by all who ask the same. Its failures never fail a turn."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import structlog

from ...schema.base import Noun
from ...schema.errors import DaogouError
from ...schema.settings import Settings
from ..record import pack, unpack
from ..serializer import serializer
from .asked import Asked
from .local_shelf import LocalShelf
from .neighbour import Nearness
from .shelf import Look, Shelf
from .single_flight import SingleFlight

T = TypeVar("T")
N = TypeVar("N", bound=Noun)
PAUSE_S = 5.0
"""Seconds without access after a failure of the storage."""
POLL_S, LONGEST_POLL_S = 0.01, 0.08
log = structlog.get_logger("daogou")


class Cache:
    """Two-level cache: exact requests, then, where `near` allows it, requests in other words.

    `counts` by (outcome, kind): `hit`, `near`, `shared` (computed by another thread or process meanwhile), `made`; and (`failed`, "").
    """

    def __init__(self, shelf: Shelf | None) -> None:
        """`shelf` None caches nothing."""
        self.counts: Counter[tuple[str, str]] = Counter()
        self._shelf = shelf
        self._serde = serializer()
        self._flights = SingleFlight()
        self._paused_until = 0.0

    def recall(
        self, asked: Asked, kind: type[N], make: Callable[[], N], lasts: Callable[[N], int], *, patience_s: float, near: Nearness | None = None
    ) -> N:
        """Return the cached result, or compute it by `make` and cache it for `lasts(result)` seconds (0: not at all).

        If another thread or process is computing it, wait up to `patience_s` for its result.
        """
        if self._shelf is None:
            return make()
        found, shared = self._flights.once(asked.exact, lambda: self._recalled(asked, kind, make, lasts, patience_s, near), patience_s, make)
        self._count("shared" if shared else "", asked)
        return found

    def find(self, asked: Asked, kind: type[N]) -> N | None:
        """Return the exact cached result, or None; never waits."""
        look = self._tried(lambda shelf: shelf.look(asked.catalogue, asked.exact, "", 0))
        found = self._loaded(look.value if look else None, kind)
        self._count("made" if found is None else "hit", asked)
        return found

    def keep(self, asked: Asked, made: Noun, seconds: int) -> None:
        """Cache a result for exact requests."""
        self._keep(asked, made, seconds, None)

    def forget(self, catalogue: str) -> None:
        """Delete all entries of a catalogue generation."""
        self._tried(lambda shelf: shelf.forget(catalogue))

    def close(self) -> None:
        if self._shelf is not None:
            self._shelf.close()

    def _recalled(self, asked: Asked, kind: type[N], make: Callable[[], N], lasts: Callable[[N], int], patience_s: float, near: Nearness | None) -> N:
        look = self._looked(asked, patience_s, near is not None)
        known = self._loaded(look.value, kind)
        if known is not None:
            self._count("hit", asked)
            return known
        if near is not None and (known := self._near(asked, kind, look, near)) is not None:
            self._count("near", asked)
            return known
        self._count("made", asked)
        try:
            made = make()
            seconds = lasts(made)
        except BaseException:
            self._tried(lambda shelf: shelf.release(asked.catalogue, asked.exact))
            raise
        self._keep(asked, made, seconds, near)
        return made

    def _looked(self, asked: Asked, patience_s: float, near: bool) -> Look:
        """Look up the entry, polling while another process computes it; after `patience_s` the caller computes it too."""
        but_words, end, wait = asked.but_words if near else "", time.monotonic() + patience_s, POLL_S
        while True:
            look = self._tried(lambda shelf: shelf.look(asked.catalogue, asked.exact, but_words, int(patience_s * 1000)))
            if look is None or look.value is not None or look.mine or time.monotonic() > end:
                return look or Look()
            time.sleep(wait)
            wait = min(2 * wait, LONGEST_POLL_S)

    def _near(self, asked: Asked, kind: type[N], look: Look, near: Nearness) -> N | None:
        try:
            name = near.nearest(asked.words, look.near)
        except Exception as error:  # a damaged neighbour, or an unavailable embedding server
            log.warning("the search for neighbours failed", error=repr(error))
            return None
        if name is None:
            return None
        return self._loaded(self._tried(lambda shelf: shelf.same(asked.catalogue, name, asked.exact)), kind)

    def _keep(self, asked: Asked, made: Noun, seconds: int, near: Nearness | None) -> None:
        if seconds <= 0:
            self._tried(lambda shelf: shelf.release(asked.catalogue, asked.exact))
            return
        beside = ("", b"")
        if near is not None:
            with suppress(DaogouError):  # unavailable embedding server
                beside = (asked.but_words, near.packed(asked.words, asked.exact))
        try:
            packed = pack(*self._serde.dumps_typed(made))
        except Exception as error:  # any error of the serializer; the shelf itself works, so no pause
            log.warning("an answer can't be kept", error=repr(error))
            self._tried(lambda shelf: shelf.release(asked.catalogue, asked.exact))
            return
        self._tried(lambda shelf: shelf.keep(asked.catalogue, asked.exact, packed, seconds, *beside))

    def _loaded(self, stored: bytes | None, kind: type[N]) -> N | None:
        """Deserialise an entry; None if it can't be read as a `kind`."""
        if stored is None:
            return None
        try:
            value = self._serde.loads_typed(tuple(unpack(stored, 2, "a cache's entry")))
        except Exception as error:  # serializers raise many types
            log.warning("a cache's entry can't be read", error=repr(error))
            return None
        return value if isinstance(value, kind) else None

    def _tried(self, call: Callable[[Shelf], T]) -> T | None:
        """Call the shelf; None if it fails and during the pause after that, so that a dead server doesn't cost a time-out per turn."""
        if self._shelf is None or time.monotonic() < self._paused_until:
            return None
        try:
            return call(self._shelf)
        except Exception as error:  # Redis down, full, read-only, …: never a reason for a turn to fail
            self._paused_until = time.monotonic() + PAUSE_S
            self.counts["failed", ""] += 1
            log.warning("the cache failed and is paused", seconds=PAUSE_S, error=type(error).__name__)
            return None

    def _count(self, what: str, asked: Asked) -> None:
        if what and self._shelf is not None:
            self.counts[what, asked.kind] += 1


def open_cache(settings: Settings) -> Cache:
    """Open the cache in Redis if DAOGOU_REDIS_URL is set, else in this process; with DAOGOU_CACHE off it caches nothing."""
    if not settings.cache:
        return Cache(None)
    if settings.redis_url is not None:
        from .redis_shelf import RedisShelf  # takes half a second to import

        return Cache(RedisShelf(settings.redis_url.get_secret_value()))
    return Cache(LocalShelf())
