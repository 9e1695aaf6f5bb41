"""Pieces of text that a reply may stand on."""

from typing import Any, Literal

from .base import Noun
from .claim import Claim

EvidenceKind = Literal["product", "supplier", "review", "guide", "web"]


class Evidence(Noun):
    """A passage with its source. `ref` is a product, supplier or guide id, or a URL; `text` is verbatim; `trust` 0-1 by kind of source
    (`source_kind`: authority, document, guide, general (a note that comes with Daogou), review, retailer, forum, seller);
    `published` and `retrieved_at` are ISO 8601 UTC; `old`: so long ago that it may have changed.
    `category` names the categories that a guide speaks of, empty where it is general.
    `line` is the part of a guide or page that answers what was asked, `sure` 0-1 how likely it does; "" where nothing was asked or nothing answers;
    `disputed`: another source says otherwise.
    `claims` are an outside text's, sentence by sentence; `lead` is the sentence to quote it by, "" where none may be."""

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
    """What one search brought, best first; `missing` names who failed or was too late."""

    pieces: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
