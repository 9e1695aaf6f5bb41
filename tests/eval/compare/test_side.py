"""A side is what it says: a setting that nothing reads, or a folder that isn't there, would compare a side with itself."""

import subprocess
from pathlib import Path

import pytest
from daogou.eval.compare.run import again
from daogou.eval.compare.side import PACKAGE, side
from daogou.schema.errors import InputError


@pytest.mark.parametrize(("written", "said"), [(".+prompts=/nowhere", "no such folder"), (".+store=/nowhere", "no such folder")])
def test_what_would_change_nothing_is_refused(written: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        side(written)


def test_a_side_is_of_the_checkout_that_one_stands_in_and_the_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (mine := tmp_path / "mine" / "deep").mkdir(parents=True)
    monkeypatch.chdir(mine)
    assert side(".").tree.folder == str(PACKAGE)
    (mine.parent / "pyproject.toml").write_text('[project]\nname = "daogou"\n')
    (mine.parent / "__init__.py").write_text("MINE = 1\n")
    assert side(".").tree.folder == str(mine.parent)
    git = ("git", "-C", str(mine.parent), "-c", "user.name=a", "-c", "user.email=a@b.example")
    for command in (("init", "-q", "-b", "mine"), ("add", "-A"), ("commit", "-qm", "one")):
        subprocess.run([*git, *command], check=True)
    (mine.parent / "__init__.py").write_text("MINE = 2\n")
    sides = [side(written).tree for written in (".", "HEAD", "mine")]
    assert [(one.root / "daogou" / "__init__.py").read_text() for one in sides] == ["MINE = 2\n", "MINE = 1\n", "MINE = 1\n"]
    assert {one.folder for one in sides} == {str(mine.parent)}
    with pytest.raises(InputError, match=f"no revision 'none' in {mine.parent}"):
        side("none")


def test_a_run_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no run"):
        again(tmp_path / "none")
    with pytest.raises(InputError, match="no whole run"):
        again(tmp_path)
