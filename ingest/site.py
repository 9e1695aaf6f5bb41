"""The user's own site, read page by page below a given address."""

import time
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

from ..retrievers.outside.engine import needing
from ..retrievers.web.gate import Gate
from ..retrievers.web.page import HTML, TYPES, read
from ..retrievers.web.pages import Pages
from ..retrievers.web.request import Limits
from ..schema.errors import InputError, OutsideError
from .documents import row_of
from .row import Broken, Row

MOST = 500
"""Most pages of a site in one run."""
_PAUSE_S = 0.2
_LIMITS = Limits(seconds=20.0, size=20_000_000, types=TYPES)


def is_site(path: object) -> bool:
    return str(path).startswith(("http://", "https://"))


def site(start: str, most: int = MOST, pause_s: float = _PAUSE_S) -> Iterator[Row | Broken]:
    """A row per page, following links from `start` on its host and in its folder. Respects robots.txt and pauses between pages. Raises InputError if
    the first page can't be read. The host may be private, since the user named it."""
    with needing("web", "A site", ""):
        import lxml.html  # noqa: F401
        import trafilatura  # noqa: F401
    parts = urlsplit(start)
    pages = Pages(Gate(own=frozenset({parts.hostname or ""})), limits=_LIMITS)
    folder = parts.path if parts.path.endswith("/") else f"{PurePosixPath(parts.path or '/').parent.as_posix().rstrip('/')}/"
    waiting, known = deque([start]), {start}
    for number in range(most):
        if not waiting:
            return
        url = waiting.popleft()
        time.sleep(pause_s if number else 0)
        try:
            answer = pages.get(url)
            links = _links(answer.body, answer.url) if answer.type in HTML else []
            fresh = [link for link in links if link not in known and _inside(link, parts.scheme, parts.netloc, folder)]
            known.update(fresh)
            waiting.extend(fresh)
            page = read(answer.body, answer.type, url, answer.charset)
        except OutsideError as error:
            if number == 0 and not waiting:
                raise InputError(f"{start} can't be read: {error} Give the address of a page that can be.") from error
            yield Broken(url, 1, str(error), None)
            continue
        row = {**row_of(page, url, parts.hostname or ""), "retrieved": datetime.now(UTC).date().isoformat()}
        yield Row(url, 1, row)
    if waiting:
        yield Broken(start, 1, f"the site has more than {most} pages; the rest were left: name a folder of it", None)


def _links(body: bytes, url: str) -> list[str]:
    from lxml import html

    try:
        tree = html.fromstring(body)
        tree.make_links_absolute(url, resolve_base_href=True, handle_failures="discard")
    except (ValueError, html.etree.ParserError):
        return []
    found = (urldefrag(str(link)).url for element, attribute, link, _ in tree.iterlinks() if element.tag == "a" and attribute == "href")
    return list(dict.fromkeys(found))


def _inside(url: str, scheme: str, netloc: str, folder: str) -> bool:
    parts = urlsplit(url)
    return (parts.scheme, parts.netloc) == (scheme, netloc) and parts.path.startswith(folder) and not parts.query
