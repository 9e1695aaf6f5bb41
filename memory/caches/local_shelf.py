"""In-process cache storage with a size limit in bytes, LRU eviction and a TTL per entry."""

import time
from threading import RLock

from cachetools import TLRUCache

from .shelf import NEIGHBOURS, Look

BYTES = 64 * 2**20
_OVERHEAD = 300  # bytes per entry besides its value: keys, expiry, dictionary slots

_Key = tuple[str, str, str]
_Entry = tuple[tuple[bytes, ...], float]


class LocalShelf:
    def __init__(self, size: int = BYTES) -> None:
        self._guard = RLock()
        self._entries: TLRUCache[_Key, _Entry] = TLRUCache(size, ttu=lambda key, entry, now: entry[1], timer=time.monotonic, getsizeof=_size)

    def look(self, group: str, exact: str, but_words: str, lease_ms: int) -> Look:
        with self._guard:
            found = self._entries.get((group, "entry", exact))
            near = self._entries.get((group, "near", but_words)) if found is None and but_words else None
        return Look(value=found[0][0]) if found else Look(near=near[0] if near else ())

    def keep(self, group: str, exact: str, value: bytes, seconds: int, but_words: str = "", neighbour: bytes = b"") -> None:
        until = time.monotonic() + seconds
        with self._guard:
            self._put((group, "entry", exact), ((value,), until))
            if but_words:
                others, last = self._entries.get((group, "near", but_words), ((), until))
                self._put((group, "near", but_words), ((neighbour, *others)[:NEIGHBOURS], max(until, last)))

    def same(self, group: str, known: str, exact: str) -> bytes | None:
        with self._guard:
            found = self._entries.get((group, "entry", known))
            if found is None:
                return None
            self._put((group, "entry", exact), found)
        return found[0][0]

    def release(self, group: str, exact: str) -> None:
        """No lease to release: `SingleFlight` serves threads of a process."""

    def forget(self, group: str) -> None:
        with self._guard:
            for key in [key for key in self._entries if key[0] == group]:
                self._entries.pop(key, None)

    def close(self) -> None:
        with self._guard:
            self._entries.clear()

    def _put(self, key: _Key, entry: _Entry) -> None:
        if _size(entry) <= self._entries.maxsize:
            self._entries[key] = entry


def _size(entry: _Entry) -> int:
    return _OVERHEAD + sum(map(len, entry[0]))
