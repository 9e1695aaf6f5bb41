"""The settings of outside search through whole turns, over real HTTP: sites, age, language, budget, who stands in, and what came late."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs, urlsplit

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.schema.settings import Settings
from pydantic import SecretStr

from ..retrievers.web.site import Site, send, site, status
from ..waiting import HANG_S, until

CHOICE, BRANDS = "how do I choose an infant sleeping bag?", "which infant sleeping bag brands are there?"
ROW = {"url": "https://www.nhs.uk/bags", "title": "Bags", "content": "For a room of 16-20 °C choose a 2.5 tog bag.", "publishedDate": "2026-01-02"}
BRAVE = {"web": {"results": [{"url": "https://www.which.co.uk/bags", "title": "Bags", "description": "Choose a 2.5 tog bag for 16-20 °C."}]}}
SEARXNG = json.dumps({"results": [ROW]})


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as opened:
        opened.paths |= {"/search": send(SEARXNG, "application/json"), "/brave": send(json.dumps(BRAVE), "application/json")}
        yield opened


@contextmanager
def shop(web: Site, store: Path, folder: Path, **own: object) -> Iterator[Assistant]:
    settings = Settings(store=store, state=folder, search_url=web.url, brave_url=f"{web.url}/brave", brave_api_key=SecretStr("k"), cache=False)
    told = {"search_provider": "guides,searxng", "search_pages": 0, "search_timeout_s": HANG_S, **own}
    with open_assistant(settings=settings.model_copy(update=told)) as opened:
        yield opened


def asked(web: Site, path: str = "/search") -> list[dict[str, str]]:
    return [{name: values[0] for name, values in parse_qs(urlsplit(one).query).items()} for one in web.asked if urlsplit(one).path == path]


def test_sites_are_asked_for_first(web: Site, six_store: Path, tmp_path: Path) -> None:
    with shop(web, six_store, tmp_path, search_sites="nhs.uk, www.Which.co.uk") as assistant:
        reply = assistant.ask(CHOICE)
    confined = [each["q"].endswith("(site:nhs.uk OR site:which.co.uk)") for each in asked(web)]
    assert any(confined) and not all(confined)  # the first question is asked there, then all of them everywhere
    assert "web" in {citation.kind for citation in reply.citations}


def test_language_and_age_go_along(web: Site, six_store: Path, tmp_path: Path) -> None:
    with shop(web, six_store, tmp_path, search_provider="guides,searxng,brave", search_budget=8) as assistant:
        assistant.ask(BRANDS)
    assert {each["language"] for each in asked(web)} == {"en", "zh-CN"}
    assert {each["search_lang"] for each in asked(web, "/brave")} == {"en", "zh-hans"}
    oldest = {(datetime.now(UTC).date() - timedelta(days=days + late)).isoformat() for days in (1100, 730) for late in (0, 1)}
    assert {each["freshness"].split("to")[0] for each in asked(web, "/brave")} <= oldest


@pytest.mark.parametrize(("budget", "most"), [(0, 0), (3, 3)])
def test_the_budget_bounds_a_turn(web: Site, six_store: Path, tmp_path: Path, budget: int, most: int) -> None:
    with shop(web, six_store, tmp_path, search_provider="guides,searxng,brave", search_budget=budget) as assistant:
        reply = assistant.ask(CHOICE)
    assert len(web.asked) <= most and (budget == 0 or web.asked)
    assert reply.degraded == () and {"product", "guide"} <= {citation.kind for citation in reply.citations}


@pytest.mark.usefixtures("unhurried")
def test_what_came_too_late_is_told_in_the_next_turn_about_the_same_goods(web: Site, six_store: Path, tmp_path: Path) -> None:
    release, handed = Event(), Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        release.wait(HANG_S)
        send(SEARXNG, "application/json")(handler)
        handed.set()

    web.paths["/search"] = slow
    with shop(web, six_store, tmp_path, search_budget=1) as assistant:
        first = assistant.ask(CHOICE)
        assert first.degraded == ("search.searxng",) and "web" not in {citation.kind for citation in first.citations}
        memory = assistant.shopfront.current().search.memory
        release.set()
        assert handed.wait(HANG_S)
        until(lambda: any(answer.waiting for answer in memory._answers.values()), "the late answer")
        web.paths["/search"] = status(500)
        second = assistant.ask("how do I choose one for winter?", thread=first.thread_id)
    assert ROW["url"] in {citation.ref for citation in second.citations}
