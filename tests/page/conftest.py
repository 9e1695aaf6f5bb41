"""The page in a real Chromium, over a real server whose model a test holds in its hand."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from daogou.models.models import Models
from daogou.models.prompt_library import PromptLibrary
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from ..serving.gated import Gated
from ..serving.server import Local
from ..waiting import HANG_S
from .visit import Visit

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Of a module, since Playwright keeps an event loop running in its thread, in which other tests run their own."""
    from playwright import sync_api as playwright

    found = os.environ.get("CHROMIUM") or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        pytest.skip("the page is tested with Chromium, which is not installed here (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=QUIET, timeout=HANG_S * 1000)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def model() -> Gated:
    return Gated()


@pytest.fixture(scope="module")
def server(six_store: Path, tmp_path_factory: pytest.TempPathFactory, model: Gated) -> Iterator[Local]:
    pictures = tmp_path_factory.mktemp("pictures")
    app = create_app(Settings(store=six_store, state=tmp_path_factory.mktemp("page"), picture_folder=pictures), Models(PromptLibrary(), write=model))
    with Local(app) as running:
        yield running


@pytest.fixture
def held(model: Gated) -> Iterator[Gated]:
    """The model holds behind its first line until `go` is set."""
    model.held, model.reached, model.go = True, threading.Event(), threading.Event()
    yield model
    model.go.set()
    model.held = False


@pytest.fixture
def visit(browser: Any, server: Local) -> Iterator[Callable[..., Visit]]:
    """Opens the page as a visitor has it; at the end of a test none met a script error, a dialog, a report of the policy or another host."""
    visits: list[Visit] = []

    def open_page(url: str = server.url, **options: Any) -> Visit:
        visits.append(Visit(browser, url, **options))
        return visits[-1]

    yield open_page
    for each in visits:
        each.close()
        assert each.troubles == []
