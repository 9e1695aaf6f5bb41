"""Assistants that several tests share, each in a conversation of its own: over the demo store, over the six products."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.demo import demo_store
from daogou.retrievers.outside import outside
from daogou.retrievers.search import SearchRequest
from daogou.schema.evidence import Evidence
from daogou.schema.settings import Settings

from ..conftest import shared


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = Settings(state=tmp_path_factory.mktemp("demo"))
    with open_assistant(demo_store(settings, home=shared(tmp_path_factory)), settings=settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def six(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the six products for all tests of a file, each with conversations of its own."""
    with open_assistant(six_store, settings=Settings(state=tmp_path_factory.mktemp("state"))) as opened:
        yield opened


@pytest.fixture
def t(request: pytest.FixtureRequest) -> str:
    """A conversation of the test's own."""
    return str(request.node.name)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline of outside search passes when the shop's own guides have answered, however long that takes them."""
    answered, take = Event(), outside.Gathering._take

    def taken(own: outside.Gathering, future: "Future[list[Evidence]]", name: str, request: SearchRequest | None) -> None:
        take(own, future, name, request)
        if name == "guides":
            answered.set()

    monkeypatch.setattr(outside.Gathering, "_take", taken)
    monkeypatch.setattr(outside, "monotonic", lambda: 1000.0 if answered.is_set() else 0.0)
