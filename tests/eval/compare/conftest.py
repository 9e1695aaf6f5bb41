"""Comparisons keep what they make in a folder of the tests' own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from daogou.eval.compare.player import Pool


@pytest.fixture(scope="session", autouse=True)
def _cache_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAOGOU_EVAL_CACHE", str(tmp_path_factory.mktemp("eval-cache")))
        yield


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    """Players are dear to start; every comparison of these tests has this checkout on a side."""
    with closing(Pool()) as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"
