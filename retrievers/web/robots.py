"""What a site lets programs read (RFC 9309)."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ...schema.errors import OutsideError
from .gate import Refused
from .request import AGENT, Answer

if TYPE_CHECKING:
    from protego import Protego

_KEPT_S = 24 * 3600.0
_RETRY_S = 600.0
_HOSTS = 1000


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
