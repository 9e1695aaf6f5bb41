"""External search: one interface for the bundled guides and for real search engines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from ..schema.evidence import Evidence
from .passages import PassageRetriever


@dataclass(frozen=True)
class SearchRequest:
    """What is asked outside. Made from the need, never from the message: nothing private leaves.

    `topics` are kinds of knowledge (choosing, certificate, brands, sourcing, care); `deadline_s` seconds from now; `freshness_days` None for any
    age; `site_hints` host names to prefer.
    """

    query: str
    language: str
    category: str | None = None
    topics: Sequence[str] = ()
    deadline_s: float = 1.5
    freshness_days: int | None = None
    site_hints: Sequence[str] = ()
    limit: int = 12


class SearchProvider(Protocol):
    """Finds passages outside the catalogue's records. Raises OutsideError where it can't answer."""

    name: str

    def search(self, request: SearchRequest) -> list[Evidence]: ...


class GuideSearch:
    """The store's own guides."""

    name = "guides"

    def __init__(self, passages: PassageRetriever) -> None:
        self._passages = passages

    def search(self, request: SearchRequest) -> list[Evidence]:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        found = self._passages.retrieve(
            request.query, language=request.language, category=request.category, topics=request.topics, kinds=("guide",), k=request.limit
        )
        return [piece.model_copy(update={"retrieved_at": piece.retrieved_at or now}) for piece in found]


class NoSearch:
    """No outside knowledge: replies say that they have none."""

    name = "none"

    def search(self, request: SearchRequest) -> list[Evidence]:
        return []
