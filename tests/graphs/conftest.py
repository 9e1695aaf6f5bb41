"""The demo store, opened once for all tests of conversations over it."""

from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.demo import demo_store
from daogou.schema.settings import Settings


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("demo")
    settings = Settings(state=home / "state")
    with open_assistant(demo_store(settings, home=home), settings=settings) as opened:
        yield opened
