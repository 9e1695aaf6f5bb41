"""One bounded request: by a deadline, up to a size, of the types wanted, each redirect looked at anew."""

import os
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic
from urllib.parse import urljoin, urlunsplit

from ...schema.errors import OutsideError
from .gate import Gate, Refused

AGENT = "Daogou/0.1 (shopping assistant)"
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Limits:
    """`types` are media types that are read, empty for any; `seconds` are for everything, redirects too."""

    seconds: float = 5.0
    size: int = 2_000_000
    redirects: int = 4
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """`url` is where it came from after redirects; `type` its media type; `charset` as the header names it."""

    url: str
    status: int
    type: str
    body: bytes
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def request(
    url: str,
    gate: Gate,
    limits: Limits,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    proxy: str | None = None,
    allowed: Callable[[str], None] | None = None,
) -> Answer:
    """GET, or POST where there is a `body` (whose redirects are not followed). Raises Refused where the gate is shut, or `allowed` raises it of
    where a redirect leads; OutsideError where the server doesn't answer in time and size, or with another type."""
    ends = monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        answer = _once(url, gate, limits, ends, headers or {}, body, proxy)
        if answer.status not in _REDIRECTS:
            return answer
        if body is not None:
            raise OutsideError(f"{url} sends us elsewhere.")
        next_url = _led_to(answer)
        if answer.url.startswith("https:") and not next_url.startswith("https:"):
            raise Refused(f"{answer.url} leads from https to something else.")
        if allowed is not None:
            allowed(next_url)
        url, headers = next_url, {}  # a key is for the host that it was meant for
    raise OutsideError(f"{url} leads on and on." if limits.redirects else f"{url} isn't where it answers: name that address.")


def _led_to(answer: Answer) -> str:
    try:
        return urljoin(answer.url, answer.headers.get("location", ""))
    except ValueError as error:
        raise OutsideError(f"{answer.url} leads to what is no address.") from error


def _once(url: str, gate: Gate, limits: Limits, ends: float, headers: Mapping[str, str], body: bytes | None, proxy: str | None) -> Answer:
    import httpcore

    from .pinned import Pinned

    target = urlunsplit(gate.target(url))
    sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
    backend = Pinned(gate, ends)
    pool = (
        httpcore.HTTPProxy(proxy_url=proxy, ssl_context=_tls(), network_backend=backend)
        if proxy
        else httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend)
    )
    try:
        with pool, pool.stream("POST" if body is not None else "GET", _quoted(target), headers=list(sent.items()), content=body) as response:
            answer = _answer(target, response.status, response.headers)
            if answer.status in _REDIRECTS:
                return answer
            if limits.types and answer.status < 300 and answer.type not in limits.types:
                raise Refused(f"{target} is {answer.type or 'of no type'}, which is not read.")
            content = b"".join(_bounded(_plain(response.iter_stream(), answer.headers.get("content-encoding", "")), limits.size, target))
            return Answer(answer.url, answer.status, answer.type, content, answer.charset, answer.headers)
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise OutsideError(f"{_host(target)} didn't answer in time.") from error
    except httpcore.ConnectError as error:
        raise OutsideError(f"{_host(target)} can't be reached.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpcore.ProxyError, ssl.SSLError, zlib.error) as error:
        raise OutsideError(f"{_host(target)} didn't answer as a web server should ({type(error).__name__}).") from error


def _answer(url: str, status: int, raw: Iterable[tuple[bytes, bytes]]) -> Answer:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1").strip() for name, value in raw}
    kind, _, rest = headers.get("content-type", "").partition(";")
    charset = next((part.split("=", 1)[1].strip("\"' ") for part in rest.split(";") if part.strip().lower().startswith("charset=")), None)
    return Answer(url, status, kind.strip().lower(), b"", charset, headers)


def _plain(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Unpacked a little at a time, so that a small answer can't swell beyond the limit in one step."""
    if encoding.lower() in ("", "identity"):
        yield from parts
        return
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        raise OutsideError(f"An answer packed as {encoding} is not read.")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for part in parts:
        while part:
            yield unpack.decompress(part, 65_536)
            part = unpack.unconsumed_tail
    if not unpack.eof:
        raise OutsideError("An answer broke off.")


def _bounded(parts: Iterable[bytes], size: int, url: str) -> Iterator[bytes]:
    read = 0
    for part in parts:
        read += len(part)
        if read > size:
            raise OutsideError(f"{_host(url)} sent more than {size:,} bytes.")
        yield part


def _quoted(url: str) -> str:
    from urllib.parse import quote

    return quote(url, safe="%:/?#[]@!$&'()*+,;=~-._")


def _host(url: str) -> str:
    return url.split("/")[2] if url.count("/") > 1 else url


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    import certifi

    return ssl.create_default_context(cafile=None if os.environ.get("SSL_CERT_FILE") else certifi.where())
