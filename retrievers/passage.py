"""A passage: a paragraph or two of a guide, or a whole review, with what says where it comes from."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from ..schema.base import Noun
from ..schema.evidence import Evidence
from ..schema.guide import Guide
from ..schema.review import Review

_LONG_ENOUGH = 280  # characters: shorter paragraphs of one section are put together
_TRUST = {"standard": 0.9, "government": 0.9, "regulation": 0.9, "document": 0.8, "guide": 0.7, "general": 0.6, "industry": 0.7, "retailer": 0.5}
_KIND = {
    "standard": "authority",
    "government": "authority",
    "regulation": "authority",
    "document": "document",
    "retailer": "retailer",
    "general": "general",
}


class Passage(Noun):
    """`text` is verbatim; `heading` the section's; `category` the categories spoken of, empty where general."""

    kind: Literal["guide", "review"]
    ref: str
    title: str
    heading: str = ""
    text: str
    lang: str | None = None
    trust: float = 0.5
    topic: str | None = None
    category: tuple[str, ...] = ()
    source: str | None = None
    source_kind: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    criteria: tuple[dict[str, Any], ...] = ()

    @property
    def embedded_text(self) -> str:
        return f"{self.title}. {self.heading}. {self.text}"

    def evidence(self, score: float) -> Evidence:
        return Evidence(
            kind=self.kind, ref=self.ref, title=self.title, text=self.text, lang=self.lang, score=score, trust=self.trust,
            topic=self.topic, source=self.source, url=self.url, published=self.published, criteria=self.criteria, category=self.category,
            retrieved_at=self.retrieved,
            source_kind=_KIND.get(self.source_kind or "", "guide") if self.kind == "guide" else None,
        )  # fmt: skip


def of_guide(guide: Guide) -> list[Passage]:
    """The guide's sections, each in pieces of a few hundred characters; a criterion goes with the passage that states it, else with the first."""
    pieces = [(heading, text) for heading, text in _sections(guide.text)] or [("", guide.text.strip())]
    homes = [next((number for number, (_, text) in enumerate(pieces) if criterion.statement in text), 0) for criterion in guide.criteria]
    return [
        Passage(
            kind="guide", ref=guide.id, title=guide.title, heading=heading, text=text, lang=guide.lang, topic=guide.topic, category=guide.category,
            source=guide.source, source_kind=guide.source_kind, url=guide.url,
            published=guide.published.isoformat() if guide.published else None, retrieved=guide.retrieved.isoformat() if guide.retrieved else None,
            trust=_TRUST.get(guide.source_kind or "", 0.6),
            criteria=tuple(criterion.model_dump(mode="json") for criterion, home in zip(guide.criteria, homes, strict=True) if home == number),
        )
        for number, (heading, text) in enumerate(pieces)
    ]  # fmt: skip


def of_review(review: Review) -> Passage:
    return Passage(
        kind="review",
        ref=review.product_id,
        title="",
        text=review.text,
        lang=review.lang,
        trust=0.4,
        published=review.date.isoformat() if review.date else None,
    )


def _sections(markdown: str) -> Iterator[tuple[str, str]]:
    """(heading, text) with text a slice of `markdown`."""
    heading, start, end = "", None, 0
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", markdown):
        block = match.group()
        if block.startswith("#"):
            first, _, rest = block.partition("\n")
            if start is not None:
                yield heading, markdown[start:end].strip()
            heading, start, end = first.lstrip("# ").strip(), (match.start() + len(first) + 1 if rest.strip() else None), match.end()
            continue
        if start is not None and end - start >= _LONG_ENOUGH:
            yield heading, markdown[start:end].strip()
            start = None
        start, end = (match.start() if start is None else start), match.end()
    if start is not None:
        yield heading, markdown[start:end].strip()


def all_of(guides: Sequence[Guide], reviews: Sequence[Review]) -> list[Passage]:
    """Guides first, so that a guide passage's number is its row in the vectors."""
    return [passage for guide in guides for passage in of_guide(guide)] + [of_review(review) for review in reviews]
