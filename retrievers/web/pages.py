"""Reading a page: through the gate, as the site's robots allow, once in a while."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag, urlsplit

from ...memory.folder import connect, sqlite_trouble
from ...schema.errors import OutsideError, StoreError
from .gate import Gate, Refused
from .page import TYPES, Page, read
from .request import AGENT, Answer, Limits, request

if TYPE_CHECKING:
    from protego import Protego

_KEPT_S = 24 * 3600.0
_RETRY_S = 600.0
_HOSTS = 1000
_SCHEMA = "CREATE TABLE IF NOT EXISTS page (url TEXT PRIMARY KEY, fetched TEXT NOT NULL, page TEXT NOT NULL) WITHOUT ROWID;"
_MOST = 5_000
FRESH = timedelta(days=7)
_RETRY = timedelta(minutes=30)
_ROBOTS = Limits(seconds=3.0, size=500_000)


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


class Robots:
    """The rules of the sites met, for a day each. `get` fetches a URL."""

    def __init__(self, get: Callable[[str], Answer]) -> None:
        self._get = get
        self._rules: dict[str, tuple[float, Protego | None]] = {}
        self._lock = Lock()

    def allow(self, url: str) -> bool:
        """A site that has no rules allows all; one whose rules can't be had, nothing."""
        rules = self._of(url)
        return rules is not None and bool(rules.can_fetch(url, AGENT))

    def _of(self, url: str) -> "Protego | None":
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._rules.get(site, (0.0, None))
        if until > monotonic():
            return rules
        rules = self._read(f"{site}/robots.txt")
        with self._lock:
            if len(self._rules) >= _HOSTS:
                self._rules.pop(next(iter(self._rules)))
            self._rules[site] = monotonic() + (_KEPT_S if rules is not None else _RETRY_S), rules
        return rules

    def _read(self, url: str) -> "Protego | None":
        from protego import Protego

        try:
            answer = self._get(url)
        except Refused:
            raise
        except OutsideError:
            return None
        if answer.status >= 500:
            return None
        return Protego.parse(answer.body.decode("utf-8-sig", "replace") if answer.status < 300 else "")


class Pages:
    """The reader of web pages. `cache` None keeps nothing."""

    def __init__(self, gate: Gate, cache: Path | None = None, limits: Limits | None = None) -> None:
        self.gate = gate
        self.limits = limits or Limits(types=TYPES)
        self.robots = Robots(lambda url: request(url, gate, _ROBOTS))
        self._cache = PageCache(cache) if cache else None

    def read(self, url: str, not_older: timedelta = FRESH) -> Kept:
        """The page with the time when it was fetched. Raises Refused where gate or robots forbid it, OutsideError where it can't be read."""
        url = urldefrag(url).url
        self.gate.target(url)
        kept = self._kept(url, not_older)
        if kept is not None and kept.page is not None:
            return kept
        if kept is not None and datetime.now(UTC) - kept.fetched < _RETRY:
            raise OutsideError(f"{url} could not be read a short while ago.")
        try:
            answer = self.get(url)
            page = read(answer.body, answer.type, answer.url, answer.charset)
        except Refused:
            raise
        except OutsideError:
            self._keep(url, None)
            raise
        self._keep(url, page)
        return Kept(datetime.now(UTC), page)

    def get(self, url: str) -> Answer:
        """The page as the server sends it, not kept. Raises as `read`."""
        self._allowed(url)
        answer = request(url, self.gate, self.limits, allowed=self._allowed)
        if answer.status != 200:
            raise OutsideError(f"{url} answered {answer.status}.")
        return answer

    def _allowed(self, url: str) -> None:
        """Raises Refused, before anything of `url` but its site's robots.txt is asked for."""
        self.gate.target(url)
        if not self.robots.allow(url):
            raise Refused(f"The robots.txt of the site keeps programs from {url}, or could not be had.")

    def _kept(self, url: str, not_older: timedelta) -> Kept | None:
        if self._cache is None:
            return None
        with suppress(StoreError):  # a cache that can't be read is no cache
            return self._cache.get(url, not_older)
        return None

    def _keep(self, url: str, page: Page | None) -> None:
        if self._cache is not None:
            with suppress(StoreError):
                self._cache.put(url, page)

    def close(self) -> None:
        if self._cache is not None:
            self._cache.close()
