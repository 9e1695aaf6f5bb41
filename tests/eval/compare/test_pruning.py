"""The cache is kept small, and nothing that is in use goes."""

import os
from pathlib import Path
from time import time

import pytest
from daogou.eval.compare.cases import MOST, Case, Play, Plays, prune, prune_daily

DAY = 86400.0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four things of 1,000 bytes, used 1, 3, 5 days ago and now."""
    monkeypatch.setenv("DAOGOU_EVAL_CACHE", str(tmp_path))
    for kind, name, days in (("trees", "a", 1.5), ("stores", "b", 3), ("scratch", "c", 5), ("trees", "now", 0)):
        folder = tmp_path / kind / name
        folder.mkdir(parents=True)
        (folder / "file").write_bytes(bytes(1000))
        os.utime(folder, (time() - days * DAY,) * 2)
    return tmp_path


def left(home: Path) -> set[str]:
    return {path.name for kind in ("trees", "stores", "scratch") for path in (home / kind).glob("*")}


def test_what_was_used_last_stays(home: Path) -> None:
    found = prune(2500)
    assert left(home) == {"a", "now"}
    assert (found.gone, found.left, found.freed) == (2, 2, 2000) and found.size <= 2500


def test_what_a_comparison_may_be_running_on_is_spared_whatever_the_size(home: Path) -> None:
    prune(0)
    assert left(home) == {"now"}


def test_what_was_not_used_for_days_goes_whatever_the_size(home: Path) -> None:
    prune(MOST, days=4)
    assert left(home) == {"a", "b", "now"}


def test_a_comparison_prunes_once_a_day(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daogou.eval.compare.cases.MOST", 0)
    calls = list[int]()
    monkeypatch.setattr("daogou.eval.compare.cases.prune", lambda: calls.append(1))
    prune_daily()
    prune_daily()
    assert len(calls) == 1


def test_a_spoilt_cache_is_begun_anew_and_a_spoilt_play_is_played_again(home: Path) -> None:
    case, play = Case("c", "s", {"turns": ["x"]}, "o", "f"), Play([{"said": "x"}], "")
    (home / "plays.sqlite").write_bytes(os.urandom(5000))
    plays = Plays()
    plays.keep("player", case, play)
    assert plays.find("player", case) == play
    with plays._database:
        plays._database.execute("UPDATE plays SET answers = ?", (b"torn",))
    assert plays.find("player", case) is None
    plays.close()
