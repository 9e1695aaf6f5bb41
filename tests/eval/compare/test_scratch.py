"""Folders of players: nobody's stay behind, and nobody's in use go."""

import subprocess
import sys
from pathlib import Path

import pytest
from daogou.eval.compare import scratch
from daogou.eval.compare.scratch import Scratch, clear

KILLED = """
import os, signal, sys
sys.path[:0] = sys.argv[1:]
from daogou.eval.compare.scratch import Scratch
mine = Scratch()
(mine.path / "state.sqlite").touch()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_run_left_is_cleared_away_and_what_is_in_use_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(scratch, "gettempdir", lambda: str(tmp_path))
    subprocess.run([sys.executable, "-P", "-c", KILLED, *sys.path], check=False)
    (left,) = tmp_path.iterdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    used = Scratch()
    (others := tmp_path / "daogou-player-others").mkdir()
    clear(young_s=3600)
    assert left.exists()
    clear(young_s=-1)
    assert not left.exists() and used.path.exists() and others.exists()
    used.close()
    assert not used.path.exists()
