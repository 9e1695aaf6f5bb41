"""Room in the state folder where the disk is full."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from ..schema.errors import StoreError

RESERVE = 256 * 1024
"""Held for a full disk: to forget something, SQLite writes first what it changes."""
TURN = 64 * 1024
"""What a turn may write."""
TRIED_S = 5.0
SCHEMA = "CREATE TABLE IF NOT EXISTS room (it INTEGER PRIMARY KEY, held BLOB);"


class Reserve:
    """A file that is given up for a moment, so that who is told that nothing can be kept can still have something forgotten."""

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
        """Where there is no room for it, none is held."""
        with suppress(OSError):
            if self._path.exists() and self._path.stat().st_size == RESERVE:
                return
        try:
            self._path.write_bytes(os.urandom(RESERVE))  # zeros would take no room on some file systems
        except OSError:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


class Trial:
    """Whether as much as a turn can be written, tried at most every few seconds."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write
        self._tried_at = -TRIED_S
        self._error: StoreError | None = None

    def check(self) -> None:
        """Raises StoreError where it can't be."""
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
    """Gives back what the write-ahead log takes, where nobody reads it."""
    with suppress(sqlite3.Error):
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
