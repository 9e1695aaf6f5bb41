"""Passages that a reply may cite."""

from typing import Any, Literal

from .base import Noun
from .claim import Claim

EvidenceKind = Literal["product", "supplier", "review", "guide", "web"]


class Evidence(Noun):
    """A passage with its source. `ref`: a product, supplier or guide id, or a URL. `text`: verbatim. `trust`: 0-1 by `source_kind` (authority,
    document, guide, general (a note shipped with Daogou), review, retailer, forum, seller). `published`, `retrieved_at`: ISO 8601, UTC. `old`:
    published so long ago that it may be outdated. `category`: categories that a guide covers, empty if it is general. `line`: the part that answers
    the question, "" if none does; `sure`: 0-1, how likely it answers it. `disputed`: another source disagrees. `claims`: an outside text's sentences;
    `lead`: the sentence to quote it by, "" if none may be quoted."""

    kind: EvidenceKind
    ref: str
    title: str
    text: str
    lang: str | None = None
    score: float = 0.0
    trust: float = 0.5
    topic: str | None = None
    source: str | None = None
    source_kind: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved_at: str | None = None
    criteria: tuple[dict[str, Any], ...] = ()
    category: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    old: bool = False
    line: str = ""
    sure: float = 0.0
    disputed: bool = False
    lead: str | None = None


class Passages(Noun):
    """Results of one search, best first. `missing`: providers that failed or were late."""

    pieces: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
