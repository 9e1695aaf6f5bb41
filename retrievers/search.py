"""Search outside the catalogue's records: what is asked, and who can be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..schema.evidence import Evidence


@dataclass(frozen=True)
class SearchRequest:
    """What is asked outside. Made from the need, never from the message: nothing private leaves.

    `topics` are kinds of knowledge (choosing, certificate, brands, sourcing, care); `deadline_s` seconds from now; `freshness_days` None for any
    age; `site_hints` host names to confine it to. `question` is the buyer's own words, which the store's guides alone are
    ever asked; `about` the goods that the conversation is about, where the question names none, and `trades` those that sell such goods.
    """

    query: str
    language: str
    category: str | None = None
    topics: Sequence[str] = ()
    deadline_s: float = 1.5
    freshness_days: int | None = None
    site_hints: Sequence[str] = ()
    limit: int = 12
    question: str = ""
    about: str = ""
    trades: tuple[str, ...] = ()


class SearchProvider(Protocol):
    """Finds passages outside the catalogue's records, each with title, text, URL, and when it was published and retrieved.

    Raises OutsideError where it can't answer.
    """

    name: str

    def search(self, request: SearchRequest) -> list[Evidence]: ...


@dataclass(frozen=True)
class Questions:
    """What a turn asks outside: `near` of the store's own guides and documents, `far` of search engines, the most telling first.

    `subject` names what the need is about, so that an answer that came too late finds the turn it is good for.
    """

    near: SearchRequest
    far: tuple[SearchRequest, ...] = ()
    subject: str = ""
