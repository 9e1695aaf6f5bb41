"""Several providers at once: by a deadline, within a budget, the next where one fails, and nothing lost that came late."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Event, Semaphore

import pytest
from daogou.retrievers.outside import chain as chains
from daogou.retrievers.outside.calls import Caller
from daogou.retrievers.outside.chain import Chain
from daogou.retrievers.outside.outside import Outside
from daogou.retrievers.outside.registry import make, names
from daogou.retrievers.outside.result import result
from daogou.retrievers.search import Questions, SearchRequest
from daogou.retrievers.web.gate import Gate
from daogou.retrievers.web.pages import Pages
from daogou.schema.errors import InputError, OutsideError
from daogou.schema.evidence import Evidence, Passages
from daogou.schema.settings import Settings

from ...waiting import HANG_S
from ..web.site import Site

LONG = HANG_S


def found(url: str, text: str = "words about bags") -> Evidence:
    piece = result(url, "A title", text, own=["127.0.0.1", "127.0.0.2"])
    assert piece is not None
    return piece


@dataclass
class Engine:
    """Answers with `answer`, or does as it says."""

    name: str = "engine"
    answer: Sequence[Evidence] | Callable[[SearchRequest], Sequence[Evidence]] = ()
    asked: list[SearchRequest] = field(default_factory=list)

    def search(self, request: SearchRequest) -> list[Evidence]:
        self.asked.append(request)
        return list(self.answer(request) if callable(self.answer) else self.answer)


def broken(request: SearchRequest) -> Sequence[Evidence]:
    raise OutsideError("It is down.")


def mad(request: SearchRequest) -> Sequence[Evidence]:
    raise ZeroDivisionError


def chain(*engines: Engine) -> Chain:
    return Chain([Caller(engine) for engine in engines])


def questions(*far: str, subject: str = "bags") -> Questions:
    return Questions(SearchRequest("bags", "en"), tuple(SearchRequest(query, "en") for query in far), subject)


def refs(gathered: Passages) -> list[str]:
    return [piece.ref for piece in gathered.pieces]


def test_they_are_asked_at_once() -> None:
    """Each waits for the others to be asked: one after another they would never end."""
    together = Barrier(4, timeout=LONG)

    def answer(url: str) -> Callable[[SearchRequest], Sequence[Evidence]]:
        def answered(request: SearchRequest) -> Sequence[Evidence]:
            together.wait()
            return [found(url)]

        return answered

    near = [Engine(f"near{number}", answer(f"https://near.com/{number}")) for number in (1, 2)]
    far = [chain(Engine(f"far{number}", answer(f"https://far.com/{number}"))) for number in (1, 2)]
    gathered = Outside(near, far, seconds=LONG).gather(questions("bags"))
    assert sorted(refs(gathered)) == ["https://far.com/1", "https://far.com/2", "https://near.com/1", "https://near.com/2"]
    assert gathered.missing == ()


@pytest.mark.parametrize("failing", [broken, mad, lambda request: ()])
def test_the_next_is_asked_where_one_fails_or_finds_nothing(failing: Callable[[SearchRequest], Sequence[Evidence]]) -> None:
    gathered = Outside(far=[chain(Engine("one", failing), Engine("two", [found("https://two.com/")]))], seconds=LONG).gather(questions("bags"))
    assert refs(gathered) == ["https://two.com/"] and gathered.missing == ()


def test_the_next_is_asked_where_one_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one's share of the time is up at once, the next one has all of it."""
    release, clock = Event(), iter((0.0, LONG - 0.2, 0.0))
    monkeypatch.setattr(chains, "monotonic", lambda: next(clock))

    def hang(request: SearchRequest) -> Sequence[Evidence]:
        release.wait(LONG)
        return ()

    asked = SearchRequest("bags", "en", deadline_s=LONG)
    pieces = chain(Engine("one", hang), Engine("two", [found("https://two.com/")])).search(asked, lambda *_: None)
    assert [piece.ref for piece in pieces] == ["https://two.com/"] and not release.is_set()
    release.set()


@pytest.mark.parametrize("failing", [broken, mad])
def test_where_all_fail_they_are_named_and_the_others_answer(failing: Callable[[SearchRequest], Sequence[Evidence]]) -> None:
    outside = Outside([Engine("guides", [found("https://guides.com/")])], [chain(Engine("one", failing), Engine("two", failing))], seconds=LONG)
    gathered = outside.gather(questions("bags"))
    assert refs(gathered) == ["https://guides.com/"] and gathered.missing == ("one>two",)


def test_the_budget_bounds_what_a_turn_asks() -> None:
    one, two = Engine("one"), Engine("two")
    Outside(far=[chain(one), chain(two)], seconds=LONG, budget=4).gather(questions("a", "b", "c", "d", "e"))
    assert [sorted(request.query for request in engine.asked) for engine in (one, two)] == [["a", "b"], ["a", "b"]]
    for budget, asked in ((0, 0), (1, 1), (3, 3)):
        engines = [Engine("one"), Engine("two")]
        Outside(far=[chain(engine) for engine in engines], seconds=LONG, budget=budget).gather(questions("a", "b", "c"))
        assert sum(len(engine.asked) for engine in engines) <= asked


def test_what_came_late_is_kept_for_the_next_turn_about_the_same_and_told_once() -> None:
    release, handed = Event(), Event()

    def slow(request: SearchRequest) -> Sequence[Evidence]:
        release.wait(LONG)
        return [found("https://slow.com/")]

    engine = Engine("slow", slow)
    outside = Outside(far=[chain(engine)], seconds=0.2)
    first = outside.gather(questions("how to choose bags"))
    assert first == Passages(missing=("slow",))
    kept = outside.memory.keep
    outside.memory.keep = lambda *a, **k: (kept(*a, **k), handed.set())[0]  # type: ignore[method-assign, func-returns-value]
    release.set()
    assert handed.wait(LONG)
    engine.answer = ()
    other = outside.gather(questions("brands of tents", subject="tents"))
    assert refs(other) == []
    assert refs(outside.gather(questions("brands of bags"))) == ["https://slow.com/"]
    assert refs(outside.gather(questions("price of bags"))) == []


def test_a_query_is_asked_once_in_a_while() -> None:
    engine = Engine("one", [found("https://one.com/")])
    outside = Outside(far=[chain(engine)], seconds=LONG)
    assert refs(outside.gather(questions("bags"))) == refs(outside.gather(questions("bags"))) == ["https://one.com/"]
    assert len(engine.asked) == 1


def test_a_provider_that_hangs_for_ever_is_not_asked_for_ever() -> None:
    release, begun = Event(), Semaphore(0)

    def hang(request: SearchRequest) -> Sequence[Evidence]:
        begun.release()
        release.wait(LONG)
        return ()

    engine = Engine("one", hang)
    outside = Outside(far=[chain(engine)], seconds=0.02, budget=1)
    for number in range(20):
        assert outside.gather(questions(f"bags {number}")).missing == ("one",)
    assert all(begun.acquire(timeout=LONG) for _ in range(8))  # on a busy machine the last begins behind its deadline
    assert len(engine.asked) == 8
    release.set()


def test_one_page_found_twice_is_one() -> None:
    engines = [
        chain(Engine(str(number), [found(url)])) for number, url in enumerate(("https://www.a.com/b/", "http://a.com/b#c", "https://a.com/b?utm_x=1"))
    ]
    assert len(Outside(far=engines, seconds=LONG).gather(questions("bags")).pieces) == 1


def test_pages_of_what_was_found_are_read(web: Site, tmp_path: Path) -> None:
    text = "A sleeping bag for a cold room has a tog of 2.5, which keeps a baby warm at 16 to 20 degrees without a blanket in the bed."
    web.add(
        "/page", f"<html><head><title>Warmth</title></head><body><article><p>{text}</p><p>{'Other words entirely. ' * 20}</p></article></body></html>"
    )
    pages = Pages(Gate(own=frozenset({"127.0.0.1"})), tmp_path / "pages.sqlite")
    engine = Engine("one", [found(f"{web.url}/page", "an ellipsis…"), found("http://127.0.0.2/evil", "stays a snippet")])
    gathered = Outside(far=[chain(engine)], pages=pages, seconds=LONG).gather(questions("tog of a sleeping bag for a cold room"))
    by_host = {piece.ref: piece for piece in gathered.pieces}
    assert text in by_host[f"{web.url}/page"].text and by_host[f"{web.url}/page"].title == "Warmth"
    assert by_host["http://127.0.0.2/evil"].text == "stays a snippet"
    assert [path for path in web.asked if "robots" not in path] == ["/page"]


@pytest.mark.parametrize("setting", ["bing", "guides>searxng", "guides,gogle"])
def test_a_name_that_is_not_known_is_named(setting: str) -> None:
    with pytest.raises(InputError, match="DAOGOU_SEARCH_PROVIDER"):
        names(Settings(search_provider=setting))


def test_chains_are_read_from_the_setting() -> None:
    assert names(Settings(search_provider="guides, searxng>brave ,duckduckgo")) == [["guides"], ["searxng", "brave"], ["duckduckgo"]]
    assert names(Settings(search_provider="none")) == []


def test_a_provider_of_ones_own_is_named_by_its_module() -> None:
    assert make("collections:Counter", Settings()) is not None
    for name in ("nowhere.at.all:Search", "collections:Nothing"):
        with pytest.raises(InputError, match="can't be loaded"):
            make(name, Settings())


def test_who_answers_one_query_and_hangs_on_the_next_is_named() -> None:
    never = Event()

    def half(request: SearchRequest) -> Sequence[Evidence]:
        if request.query == "other":
            never.wait(LONG)
        return [found("https://one.com/")]

    gathered = Outside((), [chain(Engine("one", half))], seconds=0.3).gather(questions("bags", "other"))
    never.set()
    assert refs(gathered) == ["https://one.com/"] and gathered.missing == ("one",)


@pytest.mark.parametrize("answer", [None, "words", [{"title": "no evidence"}]])
def test_a_provider_of_ones_own_that_returns_no_list_costs_its_part_alone(answer: object) -> None:
    class Odd:
        name = "odd"

        def search(self, request: SearchRequest) -> list[Evidence]:
            return answer  # type: ignore[return-value]  # what nobody checked in a file of one's own

    outside = Outside((Engine("guides", [found("https://a.org/1")]),), [Chain([Caller(Odd())])], seconds=LONG)
    gathered = outside.gather(questions("bags"))
    assert (refs(gathered), gathered.missing) == (["https://a.org/1"], ("odd",))
