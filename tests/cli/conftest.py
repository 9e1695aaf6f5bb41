import os
from pathlib import Path

import pytest

from ..waiting import be_patient
from .command import Command


@pytest.fixture
def daogou(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """The command line with a state folder of its own, no store, and no variable that another test's fixture has set meanwhile."""
    for name in [name for name in os.environ if name.startswith("DAOGOU_")]:
        monkeypatch.delenv(name)
    be_patient(monkeypatch)
    return Command(monkeypatch, capsys, state=str(tmp_path / "state"))


@pytest.fixture
def shop(daogou: Command, six_store: Path) -> Command:
    """The command line over the six products."""
    daogou.set(store=str(six_store))
    return daogou
