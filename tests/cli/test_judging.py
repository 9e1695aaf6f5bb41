"""`daogou eval judge`, `sheet`, `matrix`: from files in to files out, and an exit status that a script can use."""

import csv
import json
from pathlib import Path

import pytest
from daogou.eval.judging.contest import Contest, Message, write_contests

from .command import Command


def three(count: int = 24) -> list[Contest]:
    """`best` answers both halves of a question, `fair` one, `poor` none."""
    found = []
    for number in range(count):
        one, other = f"size{chr(97 + number)}", f"tone{chr(97 + number)}"
        replies = {"best": f"We know {one} and {other}.", "fair": f"Here {one} is known, no more.", "poor": "Nothing is known of that here."}
        found.append(Contest(id=f"c{number}", language="en", conversation=(Message(role="user", content=f"{one} {other}"),), replies=replies))
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_contests(three(), tmp_path / "three.jsonl")
    write_contests(
        [one.model_copy(update={"replies": {"fair": one.replies["fair"], "best": one.replies["best"]}}) for one in three()], tmp_path / "two.jsonl"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_better_system_passes_and_the_worse_one_fails(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run = Command(monkeypatch, capsys)
    done = run("eval", "judge", "two.jsonl", "--judge", "scripted:right", "--judge", "scripted:first", "--base", "fair", "--new", "best")
    assert done.status == 0 and "best is better against fair" in done.out and "first decides nothing" in done.out
    assert run("eval", "judge", "two.jsonl", "--judge", "scripted:right", "--base", "best", "--new", "fair").status == 1
    undecided = run("eval", "judge", "two.jsonl", "--judge", "scripted:longer")
    assert undecided.status == 1 and "undecided" in undecided.out
    assert len((folder / "reports/judge/votes.jsonl").read_text().splitlines()) == 48
    assert json.loads((folder / "reports/judge/judge.json").read_text())["tables"]


def test_three_systems_on_one_ballot(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run = Command(monkeypatch, capsys)
    done = run("eval", "judge", "three.jsonl", "--judge", "scripted:right", "--judge", "scripted:first")
    assert done.status == 0 and "best   │ 100 %" in done.out and "poor   │ 0 %" in done.out
    assert run("eval", "judge", "three.jsonl", "--judge", "scripted:first").status == 1


def test_a_sheet_goes_out_comes_back_and_holds_the_judges_to_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Command(monkeypatch, capsys)
    assert run("eval", "sheet", "export", "two.jsonl", "--key", "key.json", "--out", "sheet").status == 0
    key = {opened["id"]: opened for opened in json.loads((folder / "key.json").read_text())["pairs"]}
    rows = list(csv.DictReader((folder / "sheet/pairs.csv").open(encoding="utf-8-sig")))
    for row in rows[:-1]:
        row |= {"choice": "left" if key[row["id"]]["left"] == "best" else "right", "rater": "anna"}
    rows[0]["check"] = "0"
    with (folder / "rated.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert run("eval", "judge", "two.jsonl", "--judge", "scripted:right").status == 1  # best comes before fair by name
    done = run("eval", "sheet", "read", "rated.csv", "--key", "key.json", "--judged", "reports/judge")
    assert done.status == 1 and "22 ratings added to gold.jsonl; 1 rows rejected" in done.out and "1 left open" in done.out
    assert "judges and people" in done.out
    told = run("eval", "judge", "two.jsonl", "--judge", "scripted:right", "--gold", "gold.jsonl", "--base", "fair", "--new", "best")
    assert told.status == 0 and "agreement with people" in told.out


def test_the_matrix_of_the_example_needs_no_server(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run = Command(monkeypatch, capsys)
    done = run("eval", "matrix", "--promptfoo", "promptfoo.yaml")
    assert done.status == 0 and "price@1 does not carry over from scripted:able to scripted:weak" in done.out
    assert (folder / "promptfoo.yaml").exists() and len((folder / "reports/matrix/results.jsonl").read_text().splitlines()) == 360
    assert "of them replayed 360" in run("eval", "matrix", "--replay").out
    done = run("eval", "matrix", "--replay", "--cassette", "none.jsonl")
    assert done.status == 2 and "no recordings" in done.err and "points" not in done.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["judge", "two.jsonl"], "No judge is named"),
        (["judge", "two.jsonl", "--judge", "scripted:right", "--new", "x"], "no system 'x'"),
        (["judge", "three.jsonl", "--judge", "scripted:right", "--new", "best"], "--base and --new"),
        (["judge", "none.jsonl", "--judge", "scripted:right"], "can't be read"),
        (["preferences"], "Nothing to take preferences from"),
    ],
)
def test_wrong_usage_is_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: list[str], said: str
) -> None:
    done = Command(monkeypatch, capsys)("eval", *line)
    assert done.status == 2 and said in done.err
