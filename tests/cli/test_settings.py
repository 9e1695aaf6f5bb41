"""docs/settings.md and .env.example are what `daogou settings` prints; `make docs` writes them anew."""

from collections import Counter
from pathlib import Path

import pytest
from daogou.cli.settings import subjects
from daogou.schema.settings import Settings

from .command import Command

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("line", "file"), [(["settings"], "docs/settings.md"), (["settings", "--env"], ".env.example")])
def test_what_is_printed_is_what_lies_there(daogou: Command, line: list[str], file: str) -> None:
    done = daogou(*line)
    assert (done.status, done.out) == (0, (ROOT / file).read_text("utf-8"))


def test_each_setting_stands_under_one_subject_whose_page_is_there() -> None:
    assert Counter(each.name for subject in subjects() for each in subject.settings) == Counter(
        f"DAOGOU_{name.upper()}" for name in Settings.model_fields
    )
    assert [subject.page for subject in subjects() if not (ROOT / "docs" / subject.page).is_file()] == []


def test_the_file_to_fill_in_changes_nothing_as_it_is(daogou: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, file = Settings(), tmp_path / ".env"
    monkeypatch.setitem(Settings.model_config, "env_file", file)
    file.write_text(filled := daogou("settings", "--env").out.replace("\n#DAOGOU_", "\nDAOGOU_"), "utf-8")
    assert Settings() == before
    file.write_text(filled.replace("DAOGOU_TONE=plain", "DAOGOU_TONE=warm"), "utf-8")
    assert Settings().tone == "warm"
