"""Search engines against a real server that answers in their own JSON, and against one that doesn't."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from daogou.retrievers.outside.bocha import BochaSearch
from daogou.retrievers.outside.brave import BraveSearch
from daogou.retrievers.outside.duckduckgo import DuckDuckGoSearch
from daogou.retrievers.outside.result import result
from daogou.retrievers.outside.searxng import SearxngSearch
from daogou.retrievers.outside.tavily import TavilySearch
from daogou.retrievers.search import SearchProvider, SearchRequest
from daogou.schema.errors import InputError, OutsideError
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ...waiting import HANG_S
from ..web.site import Site, send, status

ANSWERS = Path(__file__).parent / "answers"
ASK = SearchRequest("how to choose a baby sleeping bag", "en", deadline_s=HANG_S)


class Engine(NamedTuple):
    name: str
    path: str
    provider: SearchProvider
    site: Site


PATHS = {"bocha": "/v1/web-search"}


@pytest.fixture(params=["searxng", "tavily", "brave", "bocha"])
def engine(request: pytest.FixtureRequest, web: Site) -> Engine:
    key = SecretStr("k")
    settings = Settings(
        search_url=web.url,
        tavily_api_key=key,
        tavily_url=web.url,
        brave_api_key=key,
        brave_url=f"{web.url}/search",
        bocha_api_key=key,
        bocha_url=web.url,
    )
    kinds: dict[str, Callable[[Settings], SearchProvider]] = {
        "searxng": SearxngSearch, "tavily": TavilySearch, "brave": BraveSearch, "bocha": BochaSearch,
    }  # fmt: skip
    path = PATHS.get(request.param, "/search")
    web.paths[path] = send((ANSWERS / f"{request.param}.json").read_bytes(), "application/json")
    return Engine(request.param, path, kinds[request.param](settings), web)


def every(rows: list[object]) -> str:
    """An answer with these rows in the form of each engine."""
    return json.dumps({"results": rows, "web": {"results": rows}, "code": 200, "data": {"webPages": {"value": rows}}})


def test_results_with_all_that_they_tell(engine: Engine) -> None:
    found = engine.provider.search(ASK)
    assert [piece.source for piece in found] == ["lullabytrust.org.uk", "which.co.uk", "mumsnet.com", "amazon.co.uk"]
    assert [piece.source_kind for piece in found] == ["authority", "review", "forum", "retailer"]
    first = found[0]
    assert first.kind == "web" and first.url == first.ref == "https://www.lullabytrust.org.uk/baby-safety/baby-sleeping-bags/"
    assert "choose a 2.5 tog bag" in first.text and "<" not in first.text
    assert first.published == "2025-06-03" and first.retrieved_at and first.lang == "en" and found[2].published is None
    assert first.trust > found[1].trust > found[2].trust


def test_what_is_asked_reaches_the_engine(engine: Engine) -> None:
    engine.provider.search(SearchRequest("婴儿睡袋 怎么选", "zh", deadline_s=HANG_S, freshness_days=30, site_hints=("example.com",), limit=2))
    asked = engine.site.posted[0].decode() if engine.site.posted else str(parse_qs(urlsplit(engine.site.asked[0]).query))
    sent = json.loads(asked)["query"] if engine.site.posted else asked
    assert "婴儿睡袋 怎么选" in sent and "example.com" in asked
    assert any(word in asked for word in ("month", "start_date", "freshness"))
    assert len(engine.provider.search(SearchRequest("a", "en", limit=2))) == 2


def test_an_engine_that_hangs_is_left_at_the_deadline(engine: Engine) -> None:
    engine.site.hang(engine.path)
    with pytest.raises(OutsideError, match="in time"):
        engine.provider.search(SearchRequest("a", "en", deadline_s=0.3))


def test_an_engine_that_drips_is_left_at_the_deadline(engine: Engine) -> None:
    engine.site.drip(engine.path, "application/json")
    with pytest.raises(OutsideError, match="in time"):
        engine.provider.search(SearchRequest("a", "en", deadline_s=0.3))


@pytest.mark.parametrize("code", [400, 403, 429, 503])
def test_an_error_is_told_in_a_sentence(engine: Engine, code: int) -> None:
    engine.site.paths[engine.path] = status(code)
    with pytest.raises(OutsideError, match=f"answered {code}"):
        engine.provider.search(ASK)


@pytest.mark.parametrize(
    "garbage",
    [b"", b"<html>login</html>", b"{", b"null", b"[]", b'"a"', b"\xff\xfe", b"[" * 100_000, b'{"results": 5, "web": {"results": 5}}', b'{"web": 3}'],
)
def test_garbage_is_an_error_and_not_an_answer(engine: Engine, garbage: bytes) -> None:
    engine.site.paths[engine.path] = send(garbage, "application/json")
    with pytest.raises(OutsideError):
        engine.provider.search(ASK)


def test_rows_that_are_no_results_are_left_out(engine: Engine) -> None:
    good = {"url": "https://example.com/a", "title": "A", "name": "A", "content": "Words", "description": "Words", "summary": "Words"}
    bad: list[object] = [
        None,
        5,
        [],
        {},
        {**good, "url": 5},
        {**good, "url": "javascript:alert(1)"},
        {**good, "url": "https://x/" + "a" * 3000},
        {**good, "title": "", "name": ""},
    ]
    odd = {
        **good,
        "url": "https://example.com/b",
        "title": "B \ud800",
        "name": "B \ud800",
        "content": "x" * 9000,
        "description": "x" * 9000,
        "summary": "x" * 9000,
        "publishedDate": "yesterday",
        "datePublished": "yesterday",
    }
    rows = [*bad, good, odd, good]
    engine.site.paths[engine.path] = send(every(rows), "application/json")
    found = engine.provider.search(ASK)
    assert [piece.ref for piece in found] == ["https://example.com/a", "https://example.com/b"]
    assert found[1].title == "B ?" and len(found[1].text) == 2000 and found[1].published is None


def test_nothing_found_is_an_answer(engine: Engine) -> None:
    engine.site.paths[engine.path] = send(every([]), "application/json")
    assert engine.provider.search(ASK) == []


def test_a_searxng_whose_engines_fail_has_not_said_that_there_is_nothing(web: Site) -> None:
    """Or the engine that stands in for it would not be asked, and the reply would not say that a part is missing."""
    answer = {"results": [], "unresponsive_engines": [["google", "access denied"], ["brave", "timeout"], 5, [1]]}
    web.add("/search", json.dumps(answer), "application/json")
    with pytest.raises(OutsideError, match=r"google \(access denied\), brave \(timeout\) failed"):
        SearxngSearch(Settings(search_url=web.url)).search(ASK)


def test_a_huge_answer_is_not_read(engine: Engine) -> None:
    engine.site.paths[engine.path] = send(b'{"results": [' + b" " * 5_000_000, "application/json")
    with pytest.raises(OutsideError, match="more than"):
        engine.provider.search(ASK)


def test_what_is_not_set_is_named_with_how_to_set_it() -> None:
    named = {
        SearxngSearch: "DAOGOU_SEARCH_URL",
        TavilySearch: "DAOGOU_TAVILY_API_KEY",
        BraveSearch: "DAOGOU_BRAVE_API_KEY",
        BochaSearch: "DAOGOU_BOCHA_API_KEY",
    }
    for kind, name in named.items():
        with pytest.raises(InputError, match=name):
            kind(Settings())


@pytest.mark.parametrize(
    ("said", "day"), [("Tue, 03 Jun 2025 10:00:00 GMT", "2025-06-03"), ("Tue, 03 Jun 2999 10:00:00 GMT", None), ("3 days ago", None)]
)
def test_tavilys_days_are_those_of_mail(web: Site, said: str, day: str | None) -> None:
    row = {"url": "https://example.com/a", "title": "A", "content": "Words", "score": 0.9, "published_date": said}
    web.add("/search", json.dumps({"results": [row]}), "application/json")
    found = TavilySearch(Settings(tavily_api_key=SecretStr("k"), tavily_url=web.url)).search(ASK)
    assert [piece.published for piece in found] == [day]


@pytest.fixture
def duckduckgo(web: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The real package, client and parser, asks our server for DuckDuckGo's page."""
    from ddgs.engines.duckduckgo import Duckduckgo

    monkeypatch.setattr(Duckduckgo, "search_url", f"{web.url}/html/")
    web.paths["/html/"] = send((ANSWERS / "duckduckgo.html").read_text("utf-8"))
    return web


def test_duckduckgos_page_is_read(duckduckgo: Site) -> None:
    asked = SearchRequest("婴儿睡袋 怎么选", "zh", deadline_s=HANG_S, freshness_days=30, site_hints=("which.co.uk",))
    found = DuckDuckGoSearch(Settings()).search(asked)
    assert {(piece.source, piece.title) for piece in found} == {
        ("which.co.uk", "How to buy a baby sleeping bag - Which?"),
        ("lullabytrust.org.uk", "Baby sleeping bags - The Lullaby Trust"),
    }
    assert any("choose a 2.5 tog bag" in piece.text for piece in found)
    sent = parse_qs(duckduckgo.posted[0].decode())
    assert sent["q"] == ["婴儿睡袋 怎么选 site:which.co.uk"] and sent["l"] == ["cn-zh"] and sent["df"] == ["m"]


@pytest.mark.parametrize("code", [200, 202, 403, 500])
def test_duckduckgo_that_turns_us_away_has_not_said_that_there_is_nothing(duckduckgo: Site, code: int) -> None:
    duckduckgo.paths["/html/"] = send("<form id='challenge-form'></form>", code=code)
    with pytest.raises(OutsideError, match="turned us away"):
        DuckDuckGoSearch(Settings()).search(ASK)


def test_duckduckgo_that_cannot_be_reached_is_an_error(web: Site) -> None:
    """Through a proxy that turns everybody away, so that no test leaves the machine."""
    with pytest.raises(OutsideError, match="DuckDuckGo"):
        DuckDuckGoSearch(Settings(), proxy=web.url).search(SearchRequest("a", "en", deadline_s=HANG_S))


@pytest.mark.parametrize("url", ["https://blog.example.net/a](https://evil.example)", "https://blog.example.net/a)https://evil.example"])
def test_no_address_breaks_out_of_a_link(url: str) -> None:
    found = result(url, "Bags", "Choose cotton.")
    assert found is not None and found.url is not None and not set("[]()") & set(found.url)
