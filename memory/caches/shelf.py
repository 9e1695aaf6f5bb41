"""Where a cache's entries lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

NEIGHBOURS = 32
"""Entries that differ in words alone, among which the nearest is looked for: the last ones."""


@dataclass(frozen=True)
class Look:
    """`value` is what lies there; where nothing does, `mine` says that the caller is the one to make it, and `near` are its neighbours."""

    value: bytes | None = None
    mine: bool = True
    near: Sequence[bytes] = ()


class Shelf(Protocol):
    """Safe between threads. `group` is what is forgotten together. Any call may raise where the shelf lies outside."""

    def look(self, group: str, exact: str, but_words: str, lease_ms: int) -> Look:
        """For `lease_ms` (0: none) the first who finds nothing is the one to make it. `but_words` "" asks for no neighbours."""

    def keep(self, group: str, exact: str, value: bytes, seconds: int, but_words: str = "", neighbour: bytes = b"") -> None:
        """And end the lease. `neighbour` goes among those of `but_words`."""

    def same(self, group: str, known: str, exact: str) -> bytes | None:
        """What lies at `known`, which from now on lies at `exact` too, for as long; None where it has gone."""

    def release(self, group: str, exact: str) -> None:
        """Nothing was made."""

    def forget(self, group: str) -> None: ...

    def close(self) -> None: ...
