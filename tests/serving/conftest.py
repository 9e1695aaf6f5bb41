from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from .server import Local


@pytest.fixture(scope="module")
def server(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    with Local(create_app(Settings(store=six_store, state=tmp_path_factory.mktemp("served")))) as running:
        yield running
