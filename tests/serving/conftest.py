from collections.abc import Iterator
from pathlib import Path

import pytest

from .server import Server


@pytest.fixture(scope="module")
def server(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(store=str(six_store), state=str(tmp_path_factory.mktemp("served"))) as running:
        yield running
