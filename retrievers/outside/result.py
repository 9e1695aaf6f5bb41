"""A search engine's result as evidence."""

import html
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import yaml

from ...schema.evidence import Evidence
from ..web.gate import Gate, Refused
from ..web.page import language

SourceKind = Literal["authority", "document", "guide", "review", "retailer", "forum", "seller"]
_TAG = re.compile(r"<[^<>]{1,200}>")
_ESCAPES = {letter: f"%{ord(letter):02X}" for letter in "[]()"}
_MOST = 2_000  # letters of a snippet


def result(url: Any, title: Any, text: Any, published: Any = None, own: Iterable[str] = ()) -> Evidence | None:
    """None where it has no address on the public web, no title or no text: engines send such, and worse. `own` are hosts that the operator named,
    which may be private."""
    link, name, said = (value.strip() if isinstance(value, str) else "" for value in (url, title, text))
    said, name, link = plain(said)[:_MOST], plain(name)[:300], _unbracketed(link)
    if not (name and said and _opens(link, frozenset(own))):
        return None
    source = source_of(link)
    return Evidence(
        kind="web",
        ref=link,
        title=name,
        text=said,
        lang=language(said),
        trust=source.trust,
        source=source.host,
        source_kind=source.kind,
        url=link,
        published=day(published),
        retrieved_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _unbracketed(link: str) -> str:
    """Brackets behind the host in escapes, which lead to the same page: who writes [title](link) can't be led elsewhere by them."""
    start = link.find("/", link.find("//") + 2)
    return link if start < 0 else link[:start] + "".join(_ESCAPES.get(letter, letter) for letter in link[start:])


def _opens(link: str, own: frozenset[str]) -> bool:
    try:
        Gate(own=own).target(link)
    except Refused:
        return False
    return True


def plain(text: str) -> str:
    """Without markup and in one line; lone surrogates, which no file can hold, as "?"."""
    return " ".join(html.unescape(_TAG.sub("", text)).encode("utf-8", "replace").decode("utf-8").split())


def day(text: Any) -> str | None:
    """A day in ISO 8601 from what an engine calls a date ("2025-06-03T00:00:00", "Tue, 03 Jun 2025 00:00:00 GMT"); None for "3 days ago" and for
    days to come."""
    if not isinstance(text, str):
        return None
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    try:
        made = date(*map(int, found.groups())) if found else parsedate_to_datetime(text).date()
    except ValueError:
        return None
    return made.isoformat() if made <= datetime.now(UTC).date() else None


class Source(NamedTuple):
    host: str
    kind: SourceKind
    trust: float


@lru_cache(maxsize=4096)
def source_of(url: str) -> Source:
    """By the longest name of hosts.yaml that the host lies at or below."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    known, trust = _known()
    names = (".".join(labels[place:]) for place in range(len(labels)))
    kind: SourceKind = next((known[name] for name in names if name in known), "guide")
    return Source(host, kind, trust[kind])


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, SourceKind], dict[SourceKind, float]]:
    loaded = yaml.safe_load(files(__package__).joinpath("hosts.yaml").read_text("utf-8"))
    return {str(host): kind for kind, hosts in loaded["hosts"].items() for host in hosts}, loaded["trust"]
