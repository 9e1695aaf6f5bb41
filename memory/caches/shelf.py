"""Interface of cache storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

NEIGHBOURS = 32
"""Latest entries kept per key without words; the nearest is searched among them."""


@dataclass(frozen=True)
class Look:
    """Result of a lookup. Without a `value`, `mine` tells that the caller is to compute it, and `near` has its neighbours."""

    value: bytes | None = None
    mine: bool = True
    near: Sequence[bytes] = ()


class Shelf(Protocol):
    """Thread-safe storage; `group` is the unit of deletion. Calls may raise if the storage is external."""

    def look(self, group: str, exact: str, but_words: str, lease_ms: int) -> Look:
        """Look up `exact`. If it is missing, the first caller gets a lease for `lease_ms` (0: none) to compute it. `but_words` "": no neighbours."""

    def keep(self, group: str, exact: str, value: bytes, seconds: int, but_words: str = "", neighbour: bytes = b"") -> None:
        """Store `value` for `seconds`, end the lease, and add `neighbour` to those of `but_words`."""

    def same(self, group: str, known: str, exact: str) -> bytes | None:
        """Copy the entry at `known` to `exact` with its TTL and return it; None if it has expired."""

    def release(self, group: str, exact: str) -> None:
        """End the lease without a value."""

    def forget(self, group: str) -> None: ...

    def close(self) -> None: ...
