"""What /openapi.json allows, and what it doesn't, is answered without a server error. Schemathesis makes it up; docs/serving.md has more."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.schema.settings import Settings
from daogou.serving.app import create_app

from ..long import few
from .server import Local

OURS = r"^/(v1/|healthz|readyz|assistant/(invoke|batch|stream)$|suggestions/(invoke|stream)$)"


@pytest.fixture(scope="module")
def unlimited(six_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Without the limit of requests an address, or what is tried would be sent away at the door."""
    with Local(create_app(Settings(store=six_store, state=tmp_path_factory.mktemp("tried"), rate_address="none", rate_buyer="none"))) as server:
        yield server


EVERY = ("coverage", r"^/v1/(threads|profile|suggestions|chat)")
SOME = ("fuzzing", OURS)


@pytest.mark.parametrize(("phase", "paths"), few([EVERY, SOME], SOME))
def test_no_request_is_a_server_error(unlimited: Local, tmp_path: Path, phase: str, paths: str) -> None:
    run = [sys.executable, "-P", "-W", "ignore", "-c", "from schemathesis.cli import schemathesis; schemathesis()", "run"]
    how = ["--checks=not_a_server_error", f"--phases={phase}", f"--include-path-regex={paths}", "--max-examples=3", "--seed=1", "--no-shrink"]
    found = subprocess.run([*run, f"{unlimited.url}/openapi.json", *how], cwd=tmp_path, capture_output=True, text=True)
    tried = re.search(r"(\d+) generated, (\d+) passed", found.stdout)
    assert found.returncode == 0 and tried, found.stdout + found.stderr
    assert int(tried[1]) == int(tried[2]) > 20
