"""What a new user types first: `make serve`, and what it installs before."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from .ports import free_port

ROOT = Path(__file__).resolve().parents[1]


def test_the_server_listens_where_it_was_told_to(six_store: Path, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    line = ["make", "-o", ".venv/.demo", "serve", f"PYTHON={sys.executable} -P", "HOST=localhost", f"PORT={(port := free_port())}"]
    asked = {**env, "DAOGOU_STORE": str(six_store), "DAOGOU_STATE": str(tmp_path)}
    with subprocess.Popen(line, cwd=ROOT, env=asked, stderr=subprocess.PIPE, text=True, start_new_session=True) as make:
        try:
            assert make.stderr is not None
            assert any(f"http://localhost:{port}" in said for said in make.stderr)
            assert httpx.get(f"http://localhost:{port}/healthz").json() == {"status": "ok"}
        finally:
            os.killpg(make.pid, 15)


@pytest.mark.parametrize("status", [0, 3])
def test_an_install_says_what_it_does_and_ends_as_pip_does(status: int) -> None:
    """What pip warns of is said at once, where it fails all that it said last."""
    said = ("Collecting one", "WARNING: one does not provide the extra 'two'", "Installing collected packages: one, two")
    pip = f"import sys; print(*{said!r}, sep='\\n'); print('no room', file=sys.stderr); sys.exit({status})"
    done = subprocess.run([sys.executable, "-P", ".ci/steps.py", sys.executable, "-c", pip], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == status
    assert said[1] in done.stderr and "2 packages" in done.stderr
    assert ("no room" in done.stderr) is bool(status)
