"""Both sides of a reply: `python -m daogou.eval sides` plays find, pick, brand over every category of the demo, and with --data over goods of Chorus.

Counted are replies to pick and brand that cite the catalogue and an outside source where there is one, marks in the text without a citation and
citations without a mark, and quotes that don't stand in their source.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..catalogue.catalogue import Catalogue
from ..schema.reading import Language
from ..schema.reply import Citation, Reply
from ..schema.settings import Settings
from .assistants import catalogue_of, opened
from .report import Report, count, share
from .retrieval import ingested
from .search_engine import answer, answering, names, written
from .talk import LANGUAGES

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


ONE_SIDED, SILENT = "one side", "replies without an outside source that don't say so"
UNMARKED, FOREIGN = "replies whose marks and citations differ", "quotes that don't stand in their source"


def failures(wanted: str, reply: Reply, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Of a reply to a message of the kind `wanted`: how it fails, and what exactly."""
    kinds = {citation.kind for citation in reply.citations}
    if {int(mark) for mark in _MARK.findall(reply.text)} != {citation.n for citation in reply.citations}:
        yield UNMARKED, reply.text[:60]
    yield from ((FOREIGN, f"{one.ref}: {one.quote[:60]}") for one in reply.citations if not _stands(one, catalogue))
    if wanted != "search":
        if reply.intent != wanted or not kinds & INSIDE or not kinds & OUTSIDE:
            yield ONE_SIDED, f"{reply.intent} {sorted(kinds)}"
        if not kinds & OUTSIDE and not any(said in reply.text for said in NONE_OUTSIDE):
            yield SILENT, reply.text[:60]


def measure(store: Path, name: str = "sides", goods: dict[Language, list[str]] | None = None) -> Report:
    """`goods` by language; every category of the store where they aren't named."""
    replies, failed = 0, list[tuple[str, str, str]]()
    with answering(answer) as url:
        settings = Settings(search_provider="guides,searxng", search_url=url, search_pages=0, search_timeout_s=10.0)
        with opened(store, settings) as assistant:
            catalogue = catalogue_of(assistant)
            leaves = [facet for facet in catalogue.facets().categories if facet.leaf]
            every = goods or {language: [facet.aliases.get(language, facet.path)[-1] for facet in leaves] for language in LANGUAGES}
            for language, each in ((language, each) for language, named in every.items() for each in named):
                thread = f"{each} ({language})"
                for wanted, text in (("search", FIND[language].format(goods=each)), *THEN[language]):
                    reply = assistant.ask(text, thread=thread)
                    replies += wanted != "search"
                    failed += [(f"{each} ({wanted}, {language})", *failure) for failure in failures(wanted, reply, catalogue)]
    report, counts = Report(name, f"Both sides of a reply ({name})", {"replies": replies}), Counter(how for _, how, _ in failed)
    report.figures.append(share("replies to pick and brand that cite both sides", replies - counts[ONE_SIDED], replies, 1.0))
    report.figures += [count(how, counts[how]) for how in (SILENT, UNMARKED, FOREIGN)]
    report.table("Failures", ("", "", "what"), failed[:_KEPT])
    return report


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
