from pathlib import Path

import pytest

from .command import Command


@pytest.fixture
def daogou(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """The command line with a state folder of its own and no store."""
    return Command(monkeypatch, capsys, state=str(tmp_path / "state"))


@pytest.fixture
def shop(daogou: Command, six_store: Path) -> Command:
    """The command line over the six products."""
    daogou.set(store=str(six_store))
    return daogou
