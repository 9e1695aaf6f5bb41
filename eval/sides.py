"""Both sides of a reply: `python -m daogou.eval sides` plays find, pick, brand over every category of the demo, and with --data over goods of Chorus.

Counted are replies to pick and brand that cite the catalogue and an outside source where there is one, marks in the text without a citation and
citations without a mark, and quotes that don't stand in their source.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..catalogue.catalogue import Catalogue
from ..schema.reading import Language
from ..schema.reply import Citation, Reply
from ..schema.settings import Settings
from .engine import answering
from .figure import Figure
from .handwritten import answer, names, written
from .opened import catalogue_of, opened
from .played import LANGUAGES
from .report import Report
from .retrieval import ingested

FIND: dict[Language, str] = {"zh": "找{goods}", "en": "Find {goods}"}
THEN: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (("pick", "这几款怎么选?"), ("brand", "有什么品牌推荐?")),
    "en": (("pick", "How do I choose between these?"), ("brand", "Which brands are there?")),
}
INSIDE, OUTSIDE = {"product", "supplier", "review"}, {"guide", "web"}
NONE_OUTSIDE = ("没有查到", "no outside", "nothing outside")
"""How a reply says that it has no outside source."""
_MARK = re.compile(r"\[(\d+)\]")
_KEPT = 20  # failures that the report names


@dataclass
class Tally:
    replies: int = 0
    both: int = 0
    silent: int = 0
    unmarked: int = 0
    foreign: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def take(self, who: str, wanted: str, reply: Reply, catalogue: Catalogue) -> None:
        kinds = {citation.kind for citation in reply.citations}
        marks = {int(mark) for mark in _MARK.findall(reply.text)}
        self.unmarked += self._failed(who, "marks and citations differ", marks != {citation.n for citation in reply.citations})
        self.foreign += sum(self._failed(who, f"quote {one.ref}: {one.quote[:60]}", not _stands(one, catalogue)) for one in reply.citations)
        if wanted == "search":
            return
        self.replies += 1
        both = reply.intent == wanted and bool(kinds & INSIDE) and bool(kinds & OUTSIDE)
        self.both += not self._failed(who, f"one side: {reply.intent} {sorted(kinds)}", not both)
        untold = not kinds & OUTSIDE and not any(said in reply.text for said in NONE_OUTSIDE)
        self.silent += self._failed(who, "says nothing of having no outside source", untold)

    def _failed(self, who: str, what: str, failed: bool) -> bool:
        if failed:
            self.failures.append((who, what))
        return failed


def measure(store: Path, name: str = "sides", goods: dict[Language, list[str]] | None = None) -> Report:
    """`goods` by language; every category of the store where they aren't named."""
    tally = Tally()
    with answering(answer) as url:
        settings = Settings(search_provider="guides,searxng", search_url=url, search_pages=0, search_timeout_s=10.0)
        with opened(store, settings) as assistant:
            catalogue = catalogue_of(assistant)
            for language, each in _goods(catalogue, goods):
                for wanted, reply in _played(assistant.ask, language, each):
                    tally.take(f"{each} ({wanted}, {language})", wanted, reply, catalogue)
    report = Report(name, f"Both sides of a reply ({name})", {"replies": tally.replies})
    report.figures += [
        Figure("replies to pick and brand that cite both sides", tally.both / tally.replies, 1.0, ">=", "", f"{tally.both} of {tally.replies}"),
        Figure("replies without an outside source that don't say so", tally.silent, 0, "=", ""),
        Figure("replies whose marks and citations differ", tally.unmarked, 0, "=", ""),
        Figure("quotes that don't stand in their source", tally.foreign, 0, "=", ""),
    ]
    if tally.failures:
        report.table("Failures", ("", "what"), tally.failures[:_KEPT])
    return report


def _goods(catalogue: Catalogue, goods: dict[Language, list[str]] | None) -> Iterator[tuple[Language, str]]:
    leaves = [facet for facet in catalogue.facets().categories if facet.leaf]
    every = goods or {language: [facet.aliases.get(language, facet.path)[-1] for facet in leaves] for language in LANGUAGES}
    for language, named in every.items():
        yield from ((language, name) for name in named)


def _played(ask: Callable[..., Reply], language: Language, goods: str) -> Iterator[tuple[str, Reply]]:
    """One conversation of three turns."""
    first = ask(FIND[language].format(goods=goods))
    yield "search", first
    for wanted, text in THEN[language]:
        yield wanted, ask(text, thread=first.thread_id)


def _stands(citation: Citation, catalogue: Catalogue) -> bool:
    """Whether the quote is in what it is said to be from; a record's facts are told by code, so of those the product must exist."""
    if citation.kind == "guide":
        guide = catalogue.guide(citation.ref)
        return guide is not None and (citation.quote in guide.text or citation.quote in {one.statement for one in guide.criteria})
    if citation.kind == "web":
        return any(citation.quote in page for page in written(citation.ref))
    return catalogue.product(citation.ref) is not None or catalogue.supplier(citation.ref) is not None


def of_chorus(data: Path) -> Report:
    """Over all of Chorus, which has no guides: what the engine answers is all there is outside."""
    return measure(ingested(data), "sides-chorus", names())
