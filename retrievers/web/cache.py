"""Pages read before, by URL, with their age."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from ...memory.folder import connect, sqlite_trouble
from .page import Page

_SCHEMA = "CREATE TABLE IF NOT EXISTS page (url TEXT PRIMARY KEY, fetched TEXT NOT NULL, page TEXT NOT NULL) WITHOUT ROWID;"
_MOST = 5_000


class Kept(NamedTuple):
    """`page` None: it could not be read then."""

    fetched: datetime
    page: Page | None


class PageCache:
    """A SQLite file that threads and processes share; the oldest pages go when there are too many."""

    def __init__(self, file: Path) -> None:
        self._file, self._lock = file, Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, url: str, not_older: timedelta) -> Kept | None:
        with self._lock, sqlite_trouble(self._file):
            row = self._open().execute("SELECT fetched, page FROM page WHERE url = ?", (url,)).fetchone()
        if row is None:
            return None
        kept = Kept(datetime.fromisoformat(row[0]), Page.model_validate_json(row[1]) if row[1] else None)
        return kept if datetime.now(UTC) - kept.fetched <= not_older else None

    def put(self, url: str, page: Page | None) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock, sqlite_trouble(self._file), self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", (url, now, page.model_dump_json() if page else ""))
            connection.execute("DELETE FROM page WHERE url IN (SELECT url FROM page ORDER BY fetched DESC LIMIT -1 OFFSET ?)", (_MOST,))

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = connect(self._file, _SCHEMA)
        return self._connection
