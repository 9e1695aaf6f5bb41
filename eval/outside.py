"""Whether replies tell what outside pages say, and nothing else: `python -m daogou.eval outside`.

Forty questions (outside/questions.yaml) are asked of an assistant over the demo's products, which has no guides here, and whose only outside
provider is Bocha: in its place a server here speaks its documented format and finds nothing but the frozen pages (outside/pages.yaml). Every
question is a conversation of its own.

Right: the reply says what the right source says, and cites it there. False: it says what the right source contradicts, unless it says in the same
breath that its sources disagree and has the right one, too; or it cites a page for words that don't stand there, or for an answer that no page has.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml
from pydantic import SecretStr

from ..ingest.demo import take_vectors
from ..ingest.ingest import ingest
from ..retrievers.analysis import terms
from ..schema.reply import Reply
from ..schema.settings import Settings
from ..tools.wording.wording import Wording
from .assistants import opened
from .report import Figure, Report, count, share
from .search_engine import answering
from .stores import PACK
from .talk import LANGUAGES

FOLDER = Path(__file__).parent / "outside"
RIGHT = 0.85
_KEY = "no key"


class Page(NamedTuple):
    """`made` names what is wrong with a page of ours; "" one of the web."""

    id: str
    url: str
    title: str
    text: str
    lang: str
    trade: str
    published: str | None = None
    made: str = ""
    errs: str = ""


class Question(NamedTuple):
    """`says` and `denied` are patterns; without `says` no page answers."""

    language: str
    ask: str
    says: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


class Verdict(NamedTuple):
    right: bool
    false: bool
    why: str = ""


@cache
def pages() -> dict[str, Page]:
    """By address."""
    rows = yaml.safe_load((FOLDER / "pages.yaml").read_text("utf-8"))["pages"]
    return {row["url"]: Page(**row) for row in rows}


@cache
def questions(file: str = "questions") -> tuple[Question, ...]:
    """The forty, or the twenty further ones of "fresh"."""
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load((FOLDER / f"{file}.yaml").read_text("utf-8"))
    return tuple(
        Question(language, row["ask"], *(tuple(row.get(name, ())) for name in ("says", "sources", "denied")))
        for language, rows in loaded.items()
        for row in rows
    )


def found(query: str, most: int) -> list[Page]:
    """The pages that have the query's rarest words, as a plain search engine ranks them."""
    said = _said()
    wanted = dict.fromkeys(terms(query))
    weights = {term: log(1 + len(said) / have) for term in wanted if (have := sum(term in own for own in said.values()))}
    scores = {url: sum(weight for term, weight in weights.items() if term in own) for url, own in said.items()}
    best = sorted((url for url, score in scores.items() if score), key=lambda url: (-scores[url], url))
    return [pages()[url] for url in best[:most]]


@cache
def _said() -> dict[str, frozenset[str]]:
    return {url: frozenset(terms(f"{page.title} {page.text}")) for url, page in pages().items()}


def verdict(question: Question, reply: Reply) -> Verdict:
    cited = [(citation, page) for citation in reply.citations if citation.kind == "web" and (page := pages().get(citation.ref)) is not None]
    invented = [citation.quote for citation, page in cited if " ".join(citation.quote.split()) not in " ".join(page.text.split())]
    if invented:
        return Verdict(False, True, f"not in its page: {invented[0][:60]}")
    if not question.says:
        return Verdict(not cited, bool(cited), f"cites {cited[0][1].id} for what no page answers" if cited else "")
    quotes = [citation.quote for citation, page in cited if page.id in question.sources]
    right = any(all(re.search(pattern, quote, re.IGNORECASE) for pattern in question.says) for quote in quotes)
    denied = [pattern for pattern in question.denied if re.search(pattern, reply.text, re.IGNORECASE)]
    if denied and not (right and disagreeing(reply)):
        return Verdict(False, True, f"says {denied[0]}")
    return Verdict(right, False, "" if right else "cites " + (", ".join(page.id for _, page in cited) or "nothing"))


def disagreeing(reply: Reply) -> bool:
    """Whether it says that its sources disagree."""
    return Wording(reply.language, 0).say("outside.disagree") in reply.text


def answer(address: str, body: bytes, key: str) -> tuple[int, dict[str, Any]]:
    """As Bocha's Web Search API does."""
    if key != f"Bearer {_KEY}" or address != "/v1/web-search":
        return 401, {"code": "401", "message": "Invalid API KEY", "log_id": "0"}
    asked, rows = json.loads(body), list[dict[str, Any]]()
    for page in found(asked["query"], int(asked.get("count", 10))):
        day = f"{page.published}T08:00:00+08:00" if page.published else None
        told = {"name": page.title, "url": page.url, "displayUrl": page.url, "snippet": page.text[:60], "summary": page.text, "datePublished": day}
        rows.append({**dict.fromkeys(("id", "language", "isFamilyFriendly", "isNavigational")), "siteName": "", "siteIcon": "", **told})
    whole = {"_type": "SearchResponse", "queryContext": {"originalQuery": asked["query"]}, "images": None, "videos": None}
    return 200, {"code": 200, "log_id": "0", "msg": None, "data": {**whole, "webPages": {"totalEstimatedMatches": len(rows), "value": rows}}}


def settings(url: str) -> Settings:
    """No guides and no documents: what is told comes from the pages or from the records."""
    return Settings(
        search_provider="bocha", bocha_api_key=SecretStr(_KEY), bocha_url=url, search_pages=0, search_timeout_s=10.0, retrieval_timeout_s=10.0
    )


@contextmanager
def unguided() -> Iterator[Path]:
    """A store of the demo's products, without its guides."""
    with TemporaryDirectory(prefix="daogou-bench-") as folder:
        store = Path(folder) / "store"
        store.mkdir()
        take_vectors(store)
        ingest([PACK / f"{kind}.jsonl" for kind in ("products", "suppliers", "reviews")], store)
        yield store


def measure() -> Report:
    report = Report("outside", "Outside knowledge", {"questions": len(questions()), "pages": len(pages())})
    with answering(answer) as url, unguided() as store, opened(store, settings(url)) as assistant:
        rows, further = (
            [(one, verdict(one, reply := assistant.ask(one.ask, thread=f"{file}{number}")), reply) for number, one in enumerate(questions(file))]
            for file in ("questions", "fresh")
        )  # each in a conversation of its own
    aims = {"right": RIGHT}
    parts = {
        "right": rows, **{f"right, {language}": [row for row in rows if row[0].language == language] for language in LANGUAGES},
        "right, of those that a page answers": [row for row in rows if row[0].says],
        "right, of those that none answers": [row for row in rows if not row[0].says], "right, of the further questions": further,
    }  # fmt: skip
    report.figures += [share(name, sum(one.right for _, one, _ in some), len(some), aims.get(name)) for name, some in parts.items()]
    for name, some in (("false", rows), ("false, of the further questions", further)):
        report.figures.append(count(name, sum(one.false for _, one, _ in some), len(some)))
    unsourced = [reply for _, _, reply in rows if not any(one.kind == "web" for one in reply.citations)]
    said = sum(Wording(reply.language, 0).say("outside.none") in reply.text for reply in unsourced)
    report.figures.append(Figure("replies without an outside source that say so", said, None, ">=", "", f"of {len(unsourced)}"))
    missed = [(question.ask, "false" if one.false else "", one.why, reply.text[:90]) for question, one, reply in (*rows, *further) if not one.right]
    report.table("Not right", ("asked", "", "why", "reply"), missed)
    return report
