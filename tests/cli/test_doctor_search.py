"""`daogou doctor` on search engines: each that is named is told of, with what is wrong and how to mend it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ..retrievers.web.site import Site, send, site, status
from .command import Command

ANSWERS = Path(__file__).parents[1] / "retrievers" / "outside" / "answers"


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        yield opened


def told(daogou: Command) -> tuple[str, str]:
    done = daogou("doctor", "--json")
    finding = next(json.loads(line) for line in done.out.splitlines() if json.loads(line)["part"] == "search")
    return finding["verdict"], finding["text"]


def test_every_engine_is_told_of_and_none_hides_another(shop: Command, web: Site) -> None:
    web.paths |= {"/s/search": send((ANSWERS / "searxng.json").read_bytes(), "application/json"), "/b": status(401)}
    shop.set(search_provider="guides,tavily,searxng>brave", search_url=f"{web.url}/s", brave_api_key="s3cret", brave_url=f"{web.url}/b")
    verdict, text = told(shop)
    assert verdict == "bad" and "s3cret" not in text
    assert "guides" in text and "searxng answers (4 results)" in text
    assert "tavily needs its key: set DAOGOU_TAVILY_API_KEY" in text
    assert "Brave answered 401: its key is wrong" in text and "DAOGOU_BRAVE_API_KEY" in text


TROUBLES: list[tuple[str, Callable[[Site], object], str]] = [
    ("refused", lambda web: web.close(), "can't be reached"),
    ("html", lambda web: web.add("/search", "<html>"), "may answer in JSON"),
    ("forbidden", lambda web: web.paths.update({"/search": status(403)}), "add json to search.formats"),
    ("missing", lambda web: None, "DAOGOU_SEARCH_URL"),
    ("broken", lambda web: web.paths.update({"/search": status(500)}), "DAOGOU_SEARCH_URL"),
    (
        "blocked",
        lambda web: web.add("/search", json.dumps({"results": [], "unresponsive_engines": [["google", "timeout"]]}), "application/json"),
        "settings.yml",
    ),
]


@pytest.mark.parametrize(("trouble", "mend"), [(each[1], each[2]) for each in TROUBLES], ids=[each[0] for each in TROUBLES])
def test_what_is_wrong_with_a_searxng_comes_with_its_mend(shop: Command, web: Site, trouble: Callable[[Site], object], mend: str) -> None:
    trouble(web)
    shop.set(search_provider="searxng", search_url=web.url)
    verdict, text = told(shop)
    assert verdict == "bad" and mend in text and "take searxng out of DAOGOU_SEARCH_PROVIDER" in text


def test_documents_need_the_extra_for_the_web(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, daogou: Command) -> None:
    """The hint of an ingest doesn't speak of search engines."""
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.html").write_text("<html><body><p>Some words about bags.</p></body></html>", "utf-8")
    done = daogou("ingest", str(tmp_path / "docs"), "--store", str(tmp_path / "store"))
    assert done.status == 2 and "pip install 'daogou[web]'" in done.err and "DAOGOU_SEARCH_PROVIDER" not in done.err


def test_pages_need_the_extra_for_the_web(shop: Command, web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "protego", None)
    web.paths["/search"] = send((ANSWERS / "searxng.json").read_bytes(), "application/json")
    shop.set(search_provider="searxng", search_url=web.url)
    verdict, text = told(shop)
    assert verdict == "bad" and "pip install 'daogou[web]'" in text and "DAOGOU_SEARCH_PAGES=0" in text
