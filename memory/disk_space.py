"""Disk space in the state folder."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from ..schema.errors import StoreError

RESERVE = 256 * 1024
"""Bytes reserved for a full disk: to delete something, SQLite first writes its changes."""
TURN = 64 * 1024
"""Bytes that a turn may write."""
TRIED_S = 5.0
SCHEMA = "CREATE TABLE IF NOT EXISTS room (it INTEGER PRIMARY KEY, held BLOB);"


class Reserve:
    """A placeholder file, deleted for a moment so that conversations can be deleted on a full disk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "reserve"
        self._hold()

    @contextmanager
    def given_up(self) -> Iterator[None]:
        self._path.unlink(missing_ok=True)
        try:
            yield
        finally:
            self._hold()

    def _hold(self) -> None:
        """Create the file if there is space."""
        with suppress(OSError):
            if self._path.exists() and self._path.stat().st_size == RESERVE:
                return
        try:
            self._path.write_bytes(os.urandom(RESERVE))  # zeros would take no space on some file systems
        except OSError:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


class SpaceCheck:
    """Checks for space by writing as much as a turn, at most every TRIED_S seconds."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write
        self._tried_at = -TRIED_S
        self._error: StoreError | None = None

    def check(self) -> None:
        """Raise StoreError if there is no space."""
        if monotonic() >= self._tried_at + TRIED_S:
            self._error = None
            try:
                self._write()
            except StoreError as error:
                self._error = error
            self._tried_at = monotonic()
        if self._error is not None:
            raise self._error


def write_turn(db: sqlite3.Connection | sqlite3.Cursor) -> None:
    db.execute("INSERT OR REPLACE INTO room VALUES (1, zeroblob(?))", (TURN,))


def is_full(error: StoreError) -> bool:
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def truncate(db: sqlite3.Connection) -> None:
    """Truncate the write-ahead log, if no reader uses it."""
    with suppress(sqlite3.Error):
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
