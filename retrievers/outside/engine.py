"""What search engines have in common: JSON over HTTP by a deadline, and clear words where it fails."""

import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic import SecretStr

from ...schema.errors import InputError, OutsideError
from ...schema.evidence import Evidence
from ..web.gate import Gate
from ..web.request import Answer, Limits, request
from .result import result

_SIZE = 4_000_000
_PASSING = (500, 502, 503, 504)
_PAUSE_S = 0.1
_DIGITS = 5
LANGUAGES = {"zh": "zh-CN", "en": "en"}


def ask(
    engine: str,
    url: str,
    seconds: float,
    params: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    body: Any = None,
    reasons: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """The engine's answer, asked once more where it fails for a moment and time is left. `reasons` say what its own status codes mean. Raises
    OutsideError where it doesn't answer in time, in size, well, or with a JSON object."""
    proxy = _proxy(url)
    own = {urlsplit(each).hostname or "" for each in (url, proxy or url)}
    full = f"{url}?{urlencode(params)}" if params else url
    sent = {"Accept": "application/json", **({"Content-Type": "application/json"} if body is not None else {}), **(headers or {})}
    data = json.dumps(body).encode() if body is not None else None
    ends = monotonic() + seconds
    try:
        answer = _tried(lambda left: request(full, Gate(own=frozenset(own)), Limits(seconds=left, size=_SIZE, redirects=0), sent, data, proxy), ends)
    except OutsideError as error:
        raise OutsideError(f"{engine}: {error}") from error
    if answer.status != 200:
        told = {**_REASONS, **(reasons or {})}
        raise OutsideError(f"{engine} answered {answer.status}{told.get(answer.status, '')}.")
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise OutsideError(f"{engine} didn't answer with JSON; check its address and that it may answer in JSON.") from error
    if not isinstance(found, dict):
        raise OutsideError(f"{engine} answered with JSON that is no list of results.")
    return found


def _tried(send: Callable[[float], Answer], ends: float) -> Answer:
    """What the engine answers, sent at most twice: again where it says that it can't for a moment, and by then there is time for it."""
    answer = send(ends - monotonic())
    pause = _pause(answer)
    if pause is None or monotonic() + pause >= ends:
        return answer
    sleep(pause)
    return send(ends - monotonic())


def _pause(answer: Answer) -> float | None:
    """Seconds until it may be asked again; None where that is of no use. Who was asked too often says when."""
    told = answer.headers.get("retry-after", "")
    if answer.status == 429:
        return float(told) if told.isdecimal() and len(told) < _DIGITS else None
    return (max(_PAUSE_S, float(told)) if told.isdecimal() and len(told) < _DIGITS else _PAUSE_S) if answer.status in _PASSING else None


_REASONS = {
    401: ": its key is wrong",
    403: ": its key is wrong, or it doesn't answer in JSON (SearXNG: add json to search.formats in settings.yml)",
    429: ": it was asked too often",
}


def _proxy(url: str) -> str | None:
    """The environment's, as other programs use it."""
    parts = urlsplit(url)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


def results(engine: str, rows: Any, url: str, title: str, text: str, published: str, limit: int, own: Iterable[str] = ()) -> list[Evidence]:
    """Rows of an answer, read by the names of their fields; what is no result is left out."""
    if not isinstance(rows, list):
        raise OutsideError(f"{engine} answered with JSON that is no list of results.")
    found = (result(row.get(url), row.get(title), row.get(text), row.get(published), own) for row in _objects(rows))
    return list({piece.ref: piece for piece in found if piece is not None}.values())[:limit]


def _objects(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    return (row for row in rows if isinstance(row, dict))


def at_sites(query: str, sites: Iterable[str]) -> str:
    """The query confined to the hosts, in the words that engines share."""
    named = " OR ".join(f"site:{site}" for site in sites)
    return f"{query} ({named})" if " OR " in named else f"{query} {named}".strip()


@contextmanager
def needing(extra: str, who: str = "", instead: str | None = None) -> Iterator[None]:
    """Around the import of a package that comes with an extra. `who` needs it (the engine of that name), `instead` is what else to do.
    What langchain-community warns of at import is for us to know, not for buyers."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    except ImportError as error:
        missing = error.name or f"a package ({error})"  # lxml's of lxml_html_clean names none
        otherwise = f"take {extra} out of DAOGOU_SEARCH_PROVIDER" if instead is None else instead
        hint = f"pip install 'daogou[{extra}]'" + (f", or {otherwise}" if otherwise else "")
        raise InputError(f"{who or extra} needs {missing}: {hint}.") from error


def key(extra: str, secret: SecretStr | None) -> SecretStr:
    """The key. Raises InputError where it isn't set."""
    if secret is None or not secret.get_secret_value().strip():
        raise InputError(f"{extra} needs its key: set DAOGOU_{extra.upper()}_API_KEY, or take {extra} out of DAOGOU_SEARCH_PROVIDER.")
    return SecretStr(secret.get_secret_value().strip())
