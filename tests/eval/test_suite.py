"""`make eval` and `daogou eval`: parts by name, a summary, and a status that says whether the figures were reached."""

from pathlib import Path

import pytest
from daogou.eval.report import Figure, Report
from daogou.eval.suite import parts, run, summary
from daogou.schema.errors import InputError


def test_a_part_is_chosen_by_name_and_written_with_a_summary(six_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["suggestions"], six_store) is False  # six products don't make a thousand suggestions
    assert {file.stem for file in (tmp_path / "reports").iterdir()} == {"suggestions", "summary"}


def test_a_part_that_is_not_there_is_said_to_be_missing(six_store: Path) -> None:
    with pytest.raises(InputError, match="suggestions"):
        run(["nothing"], six_store)


def test_what_is_measured_on_data_names_the_data(six_store: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"retrieval.*chorus-icecat"):
        run(["retrieval"], six_store, tmp_path)
    with pytest.raises(InputError, match="is no folder"):
        run(["frames"], six_store, tmp_path / "nowhere")


def test_the_summary_has_what_was_aimed_at_and_all_cards() -> None:
    one = Report("one", "One", figures=[Figure("share", 0.5, 0.9, ">="), Figure("known", 3)])
    other = Report("other", "Other")
    one.judged(10, 0)
    other.judged(5, 1)
    found = summary([one, other])
    assert [(figure.name, figure.reached) for figure in found.figures][:2] == [("one: share", False), ("one: hard conditions broken", True)]
    assert (found.cards, found.broken, found.figures[-1].reached) == (15, 1, False)


def test_every_part_of_the_brain_is_there(six_store: Path) -> None:
    assert {"commands", "suggestions", "checked", "attacks"} <= parts(six_store).keys()
