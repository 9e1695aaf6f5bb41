"""deploy/patrol.py against a running server: it passes over the demo pack, and names what is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from daogou.ingest.demo import demo_store
from daogou.schema.settings import Settings

from ..conftest import shared
from ..serving.server import Server
from ..waiting import HANG_S

PATROL = Path(__file__).resolve().parents[2] / "deploy/patrol.py"
WRONG = "- id: wrong\n  turns:\n    - {say: 婴儿睡袋，100元以内, expect: {intent: compare, conditions: [price<=90], most: 0}}\n"


def patrol(url: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", str(PATROL)]
    return subprocess.run(command, env={**os.environ, "PATROL_URL": url, **variables}, capture_output=True, text=True, timeout=HANG_S)


@pytest.mark.long
def test_a_patrol_passes_and_tells_what_is_wrong(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    store = demo_store(Settings(), home=shared(tmp_path_factory))
    (tmp_path / "wrong.yaml").write_text(WRONG, "utf-8")
    with Server(store=str(store), state=str(tmp_path / "state")) as server:
        done = patrol(server.url)
        assert done.returncode == 0, done.stdout
        done = patrol(server.url, PATROL_CASES=str(tmp_path / "wrong.yaml"))
        assert done.returncode == 1 and all(said in done.stdout for said in ("intent search", "lack ['price<=90']", "cards that meet"))
    assert patrol(server.url).returncode == 1
