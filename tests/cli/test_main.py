"""How every command ends: a status, and one sentence on standard error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from daogou.cli import threads
from daogou.cli.main import main, sentence

from ..waiting import HANG_S
from .command import Command


def test_wrong_usage_is_2(daogou: Command) -> None:
    assert daogou("nothing").status == 2
    assert daogou("ask").status == 2
    assert daogou("search", "-k", "0", "mouse").status == 2


def test_a_missing_store_is_1_and_says_what_to_do(daogou: Command, tmp_path: Path) -> None:
    done = daogou("ask", "睡袋", "--store", str(tmp_path / "none"))
    assert (done.status, done.out) == (1, "")
    assert "daogou ingest" in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_damaged_store_is_1_without_a_traceback(daogou: Command, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("g000009\n")
    done = daogou("ask", "睡袋", "--store", str(tmp_path))
    assert done.status == 1
    assert "damaged" in done.err
    assert "Traceback" not in done.err


def test_a_setting_that_cannot_be_used_is_named(daogou: Command) -> None:
    daogou.set(search_timeout_s="soon")
    done = daogou("threads", "list")
    assert done.status == 2
    assert "DAOGOU_SEARCH_TIMEOUT_S" in done.err


def test_a_state_folder_that_cannot_be_written_is_1(daogou: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    daogou.set(state=str(tmp_path / "file" / "state"))
    done = daogou("threads", "list")
    assert done.status == 1
    assert "DAOGOU_STATE" in done.err


def test_redis_that_is_away_is_1_and_hides_the_password(daogou: Command) -> None:
    daogou.set(redis_url="redis://shop:s3cret@127.0.0.1:1/0")
    done = daogou("threads", "list")
    assert done.status == 1
    assert "127.0.0.1:1/0 didn't answer" in done.err
    assert "s3cret" not in done.err


@pytest.mark.parametrize("line", [["--debug", "threads", "show", "none"], ["threads", "show", "none", "--debug"]])
def test_debug_shows_the_traceback(line: list[str], daogou: Command) -> None:
    with pytest.raises(Exception, match="There is no conversation 'none'"):
        main(line)


def test_an_interruption_is_130(daogou: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(threads, "load_settings", interrupted)
    assert daogou("threads", "list").status == 130


def test_a_fault_of_ours_is_one_sentence() -> None:
    assert sentence(ValueError("two\nlines")).startswith("Daogou failed where it should not (ValueError: two lines)")
    assert sentence(FileNotFoundError(2, "No such file or directory", "x.csv")) == (
        "x.csv: No such file or directory; mend that and run the command again."
    )


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    """`daogou --help | head -1`."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, "-P", "-m", "daogou.cli", "--help"], stdout=write, stderr=subprocess.PIPE, text=True, timeout=HANG_S)
    os.close(write)
    assert "Traceback" not in done.stderr


def test_benchmarks_are_a_command(shop: Command) -> None:
    done = shop("eval", "run", "nothing")
    assert done.status == 2 and "suggestions" in done.err
