"""Reading a page: through the gate, as the site's robots allow, once in a while."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urldefrag

from ...schema.errors import OutsideError, StoreError
from .cache import Kept, PageCache
from .gate import Gate, Refused
from .page import TYPES, Page, read
from .request import Answer, Limits, request
from .robots import Robots

FRESH = timedelta(days=7)
_RETRY = timedelta(minutes=30)
_ROBOTS = Limits(seconds=3.0, size=500_000)


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
