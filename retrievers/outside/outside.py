"""All outside knowledge at once, by a deadline: the store's guides and documents, search engines, pages of what they found."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from time import monotonic

import structlog

from ...models.waiting import waiting
from ...schema.evidence import Evidence, Passages
from ...schema.guide import Guide
from ..analysis import terms
from ..passage import of_guide
from ..search import Questions, SearchProvider, SearchRequest
from ..web.pages import Pages
from .calls import Caller, start
from .chain import Chain

_PASSAGES = 3
Asked = tuple[str, SearchRequest]
_KEPT_S = 1800.0
_MOST = 500
log = structlog.get_logger("daogou")


class Outside:
    """`near` are asked what `Questions.near` says and cost nothing; `far` share the `budget` of queries; `pages` None reads no pages."""

    def __init__(
        self,
        near: Sequence[SearchProvider] = (),
        far: Sequence[Chain] = (),
        pages: Pages | None = None,
        *,
        seconds: float = 1.5,
        budget: int = 4,
        most_pages: int = 3,
    ) -> None:
        self.near = [Caller(provider) for provider in near]
        self.far = tuple(far)
        self.pages = pages
        self.memory = Memory()
        self.seconds = seconds
        self.budget, self.most_pages = budget, most_pages if pages is not None else 0

    @property
    def names(self) -> tuple[str, ...]:
        return (*(caller.name for caller in self.near), *(chain.name for chain in self.far))

    def gather(self, questions: Questions) -> Passages:
        """What came within the deadline, best first in each part; the rest is kept for the next turn about the same subject."""
        return Gathering(self, questions).run()


class Gathering:
    """One turn's search."""

    def __init__(self, outside: Outside, questions: Questions) -> None:
        self._outside, self._questions = outside, questions
        self._ends = monotonic() + outside.seconds
        self._pending: dict[Future[list[Evidence]], tuple[str, SearchRequest | None]] = {}
        self._near: list[Evidence] = []
        self._far: dict[str, list[Evidence]] = {}
        self._read: list[str] = []
        self._answered: set[str] = set()
        self._failed: set[str] = set()
        self._asked: dict[str, None] = {}

    def run(self) -> Passages:
        self._ask()
        for piece in self._outside.memory.waiting(self._questions.subject):
            self._far.setdefault(_page(piece.ref), [piece])
        while self._pending and (left := self._ends - monotonic()) > 0:
            with nullcontext() if self._near_pending else waiting():
                done, _ = wait(self._pending, timeout=left, return_when=FIRST_COMPLETED)
            for future in done:
                self._take(future, *self._pending.pop(future))
        for future, (name, request) in self._pending.items():
            if request is not None:
                future.add_done_callback(partial(self._keep_late, name, request))
        far = [piece for pieces in self._far.values() for piece in pieces]
        near = sorted(self._near, key=lambda piece: (not piece.line, -piece.score))
        return Passages(pieces=(*near, *self._ranked(far)), missing=self._missing())

    @property
    def _near_pending(self) -> bool:
        """Whether something is computed here, in another thread: the others are waited for."""
        return any(request is None and not name.startswith(_PAGE) for name, request in self._pending.values())

    def _missing(self) -> tuple[str, ...]:
        """Who said nothing, or not to all that he was asked, before the turn had to go on; and "pages" where some were still being read."""
        late = {name for name, _ in self._pending.values()}
        silent = [name for name in self._asked if name not in self._answered or name in late or name in self._failed]
        return (*silent, *(("pages",) if any(name.startswith(_PAGE) for name in late) else ()))

    def _ask(self) -> None:
        near, far = self._questions.near, self._questions.far
        for caller in self._outside.near:
            self._asked[caller.name] = None
            self._pending[start(partial(_result, caller, replace(near, deadline_s=self._left)))] = (caller.name, None)
        each = max(1, self._outside.budget // len(self._outside.far)) if self._outside.far and self._outside.budget else 0
        asking = [(chain, request) for request in far[:each] for chain in self._outside.far]
        for chain, request in asking[: self._outside.budget]:
            self._asked[chain.name] = None
            known = self._outside.memory.known(chain.name, request)
            if known is not None:
                self._add(chain.name, known, request)
                continue
            late = partial(self._late, chain.name)
            self._pending[start(partial(chain.search, replace(request, deadline_s=self._left), late))] = (chain.name, request)

    @property
    def _left(self) -> float:
        return max(0.0, self._ends - monotonic())

    def _take(self, future: "Future[list[Evidence]]", name: str, request: SearchRequest | None) -> None:
        try:
            found = future.result()
        except Exception as error:
            log.warning("outside knowledge was lost", provider=name, error=repr(error))
            self._failed.add(name)
            return
        if name.startswith(_PAGE):
            self._far[name.removeprefix(_PAGE)] = found or self._far.get(name.removeprefix(_PAGE), [])
        elif request is None:
            self._answered.add(name)
            self._near += found
        else:
            self._outside.memory.keep(name, request, self._questions.subject, found, late=False)
            self._add(name, found, request)

    def _add(self, name: str, found: Sequence[Evidence], request: SearchRequest) -> None:
        """New results, and the pages of the first of them to read while there is time."""
        self._answered.add(name)
        topic = next(iter(request.topics), None)
        found = [piece.model_copy(update={"topic": piece.topic or topic}) for piece in found] if topic else found
        new = {_page(piece.ref): piece for piece in found if _page(piece.ref) not in self._far}
        self._far |= {page: [piece] for page, piece in new.items()}
        pages = self._outside.pages
        if pages is None:
            return
        for piece in to_read(list(new.values()), self._read, self._outside.most_pages):
            self._read.append(piece.ref)
            self._pending[start(partial(passages, piece, request.query, pages))] = (_PAGE + _page(piece.ref), None)

    def _ranked(self, far: Sequence[Evidence]) -> list[Evidence]:
        """By how much of the queries' words they have, and by trust where that is alike."""
        wanted = [frozenset(terms(request.query)) for request in self._questions.far]
        scored = [piece.model_copy(update={"score": round(max((share(each, piece.text) for each in wanted), default=0.0), 4)}) for piece in far]
        return sorted(scored, key=lambda piece: -(piece.score + 0.5 * piece.trust))

    def _late(self, name: str, request: SearchRequest, found: Sequence[Evidence]) -> None:
        self._outside.memory.keep(name, request, self._questions.subject, found, late=True)

    def _keep_late(self, name: str, request: SearchRequest, done: "Future[list[Evidence]]") -> None:
        if done.exception() is None:
            self._late(name, request, done.result())


_PAGE = "page "


def _result(caller: Caller, request: SearchRequest) -> list[Evidence]:
    return caller.call(request).result()


def _page(url: str) -> str:
    """The form in which two addresses of one page are the same."""
    return url.partition("#")[0].partition("?utm_")[0].split("//", 1)[-1].removeprefix("www.").rstrip("/")


@dataclass(frozen=True)
class Answered:
    """`subject` is what the need was about; `waiting`: it came late, and no reply has had it yet."""

    subject: str
    evidence: tuple[Evidence, ...]
    at: float
    waiting: bool


class Memory:
    """By engine and query, for half an hour. It holds public text only, and is asked by what no buyer's words went into."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Asked, Answered] = OrderedDict()
        self._lock = Lock()

    def keep(self, engine: str, request: SearchRequest, subject: str, evidence: Sequence[Evidence], late: bool) -> None:
        with self._lock:
            self._answers[_key(engine, request)] = Answered(subject, tuple(evidence), monotonic(), late)
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)

    def known(self, engine: str, request: SearchRequest) -> tuple[Evidence, ...] | None:
        """The answer to this very query; None where it must be asked."""
        with self._lock:
            found = self._answers.get(_key(engine, request))
            if found is None or monotonic() - found.at > _KEPT_S:
                return None
            self._answers[_key(engine, request)] = replace(found, waiting=False)
            return found.evidence

    def waiting(self, subject: str) -> tuple[Evidence, ...]:
        """What came too late about the subject, once."""
        with self._lock:
            late = {key: found for key, found in self._answers.items() if found.waiting and found.subject == subject}
            self._answers.update({key: replace(found, waiting=False) for key, found in late.items()})
        return tuple(piece for found in late.values() if monotonic() - found.at <= _KEPT_S for piece in found.evidence)


def _key(engine: str, request: SearchRequest) -> Asked:
    return engine, replace(request, deadline_s=0.0, topics=tuple(request.topics), site_hints=tuple(request.site_hints))


def passages(found: Evidence, query: str, pages: Pages) -> list[Evidence]:
    """The passages of the result's page that say most about the query. Raises OutsideError where the page may not or can't be read."""
    kept = pages.read(found.ref)
    page = kept.page
    assert page is not None  # `read` raises where there is none
    guide = Guide(id=found.ref, title=page.title or found.title, text=page.text, lang=page.lang)
    wanted = frozenset(terms(query))
    scored = [(share(wanted, f"{piece.heading} {piece.text}"), piece) for piece in of_guide(guide)]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: -one[0])[:_PASSAGES]
    return [
        found.model_copy(
            update={
                "title": guide.title,
                "text": piece.text,
                "lang": page.lang,
                "score": round(score, 4),
                "published": page.published or found.published,
                "retrieved_at": kept.fetched.isoformat(timespec="seconds"),
            }
        )
        for score, piece in best
    ]


def share(wanted: frozenset[str], text: str) -> float:
    """How many of the wanted terms the text has, 0-1."""
    return len(wanted & set(terms(text))) / len(wanted) if wanted else 0.0


def to_read(found: Sequence[Evidence], read: Sequence[str], most: int) -> list[Evidence]:
    """The results whose pages are worth reading next: the engine's order, one a host, so that no single voice fills the reply."""
    hosts = {url.split("/")[2] for url in read}
    chosen: list[Evidence] = []
    for piece in found:
        host = piece.ref.split("/")[2]
        if len(read) + len(chosen) < most and host not in hosts:
            hosts.add(host)
            chosen.append(piece)
    return chosen
