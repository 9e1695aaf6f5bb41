"""Our provider against a real SearXNG: what its JSON says of found, dated, empty and failing."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from daogou.cli.checks import search as checked
from daogou.retrievers.outside.searxng import SearxngSearch
from daogou.retrievers.search import SearchRequest
from daogou.schema.errors import OutsideError
from daogou.schema.settings import Settings

from ...waiting import HANG_S
from ..web.site import Site, send, site, status
from .instance import PROGRAM, searxng

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="no SearXNG beside this environment: `make test-search` installs one")
ROW = {"link": "https://www.lullabytrust.org.uk/bags/", "name": "Baby <b>sleeping</b> bags", "said": "Choose a <b>2.5</b> tog bag for 16-20 °C."}
PAGE = {"title": "Tog", "snippet": 'A <span class="searchmatch">tog</span> is 0.1 m²K/W.', "timestamp": "2025-01-02T03:04:05Z"}


@pytest.fixture(scope="module")
def behind() -> Iterator[Site]:
    with site() as opened:
        yield opened


@pytest.fixture(scope="module")
def real(behind: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with searxng(behind.url, tmp_path_factory.mktemp("searxng")) as url:
        yield url


@pytest.fixture(autouse=True)
def _answering(behind: Site) -> None:
    find(behind, ROW)
    wiki(behind, PAGE)
    behind.asked.clear()


def find(behind: Site, *rows: object) -> None:
    behind.paths["/find"] = send(json.dumps({"rows": rows}), "application/json")


def wiki(behind: Site, *pages: object) -> None:
    behind.paths["/w/api.php"] = send(json.dumps({"query": {"search": pages}}), "application/json")


def test_what_it_found_with_its_date(real: str) -> None:
    found = SearxngSearch(Settings(search_url=real, search_hosts="127.0.0.1")).search(SearchRequest("sleeping bag", "en", deadline_s=HANG_S))
    told = {piece.source: piece for piece in found}
    authority, dated = told["lullabytrust.org.uk"], told["127.0.0.1"]
    assert (authority.title, authority.text) == ("Baby sleeping bags", "Choose a 2.5 tog bag for 16-20 °C.")
    assert authority.source_kind == "authority" and authority.published is None and authority.retrieved_at
    assert dated.title == "Tog" and dated.published == "2025-01-02"


def test_language_and_age_reach_its_engines(real: str, behind: Site) -> None:
    SearxngSearch(Settings(search_url=real)).search(
        SearchRequest("婴儿睡袋 怎么选", "zh", deadline_s=HANG_S, freshness_days=30, site_hints=("nhs.uk", "which.co.uk"))
    )
    asked = parse_qs(urlsplit(next(path for path in behind.asked if path.startswith("/find"))).query)
    assert asked["q"] == ["婴儿睡袋 怎么选 (site:nhs.uk OR site:which.co.uk)"] and asked["language"] == ["zh"]
    assert "hours" in asked


def test_it_finds_nothing(real: str, behind: Site) -> None:
    find(behind)
    wiki(behind)
    assert SearxngSearch(Settings(search_url=real)).search(SearchRequest("nothing at all", "en", deadline_s=HANG_S)) == []


def test_its_engines_all_fail(real: str, behind: Site) -> None:
    """An empty answer of an instance whose engines are blocked is no word on the subject."""
    behind.paths |= {"/find": status(500), "/w/api.php": status(403)}
    with pytest.raises(OutsideError, match=r"SearXNG found nothing, and of its engines (ours|wiki) .*, (ours|wiki) "):
        SearxngSearch(Settings(search_url=real)).search(SearchRequest("blocked", "en", deadline_s=HANG_S))


def test_one_of_its_engines_fails(real: str, behind: Site) -> None:
    behind.paths["/w/api.php"] = status(500)
    assert [piece.source for piece in SearxngSearch(Settings(search_url=real)).search(SearchRequest("one", "en", deadline_s=HANG_S))] == [
        "lullabytrust.org.uk"
    ]


def test_one_of_its_engines_hangs_and_the_other_answers(real: str, behind: Site) -> None:
    behind.hang("/w/api.php")
    found = SearxngSearch(Settings(search_url=real)).search(SearchRequest("hanging", "en", deadline_s=HANG_S))
    assert [piece.source for piece in found] == ["lullabytrust.org.uk"]


def test_doctor_asks_it(real: str, behind: Site) -> None:
    verdict, text = checked(Settings(search_url=real, search_provider="guides,searxng", search_hosts="127.0.0.1"))
    assert verdict == "good" and "searxng answers (2 results)" in text


def test_the_answer_kept_for_other_tests_has_its_fields(real: str) -> None:
    """The answers in `answers/searxng.json` are shaped as those of the real one."""
    kept = json.loads((Path(__file__).parent / "answers" / "searxng.json").read_text("utf-8"))
    with urlopen(f"{real}/search?q=sleeping+bag&format=json", timeout=HANG_S) as answer:
        own = json.loads(answer.read())
    assert kept.keys() == own.keys()
    fields = {name for row in own["results"] for name in row}
    assert {name for row in kept["results"] for name in row} - fields == set()
