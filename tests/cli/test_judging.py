"""`daogou eval judge`: from files in to files out over a served model, held to people's ratings, and an exit status that a script can use."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from daogou.eval.judging.ballots import Contest, Message, read_gold

from ..eval.judging.made import write_contests
from ..eval.judging.test_model_judge import covering
from ..models.chat_server import ChatServer, serving
from .command import Command

DOCS = Path(__file__).parents[2] / "docs/evaluation.md"


def contests(*systems: str, count: int = 60) -> list[Contest]:
    """`best` answers both halves of a question, `fair` one, `poor` none."""
    found = []
    for number in range(count):
        one, other = f"size{chr(97 + number % 26)}{number}", f"tone{chr(97 + number % 26)}{number}"
        replies = {"best": f"We know {one} and {other}.", "fair": f"Here {one} is known, no more.", "poor": "Nothing is known of that here."}
        conversation = (Message(role="user", content=f"{one} {other}"),)
        found.append(Contest(id=f"c{number}", language="en", conversation=conversation, replies={name: replies[name] for name in systems}))
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_contests(contests("best", "fair", "poor", count=12), tmp_path / "three.jsonl")
    write_contests(contests("best", "fair"), tmp_path / "two.jsonl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with serving(ChatServer(say=covering)) as chat:
        yield chat


def test_the_better_system_passes_and_the_worse_one_fails(
    folder: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run, judge = Command(monkeypatch, capsys), ("--judge", "tiny", "--base-url", server.url, "--controls", "24")
    done = run("eval", "judge", "two.jsonl", *judge, "--base", "fair", "--new", "best")
    assert done.status == 0 and "best is better against fair" in done.out
    assert run("eval", "judge", "two.jsonl", *judge, "--base", "best", "--new", "fair").status == 1
    assert run("eval", "judge", "three.jsonl", *judge, "--base", "fair", "--new", "best").status == 0
    assert len((folder / "reports/judge/votes.jsonl").read_text().splitlines()) == 24
    assert json.loads((folder / "reports/judge/judge.json").read_text())["tables"]


def test_people_rate_as_the_docs_show_and_their_ratings_decide(
    folder: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The two programs of docs/evaluation.md, run as they stand there."""
    out, back = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8").split("## People")[1].split("\n## ")[0], re.S)
    write_contests(contests("best", "fair"), folder / "contests.jsonl")
    exec(out, {})
    rows = (folder / "pairs.csv").read_text("utf-8-sig").splitlines()
    key = json.loads((folder / "key.json").read_text("utf-8"))
    assert len(rows) == 61 and "best" not in rows[0]
    answers = {place: "left" if two[0] == "best" else "right" for place, (_, two) in enumerate(key)}
    (folder / "anna.csv").write_text("id,choice\n" + "".join(f"{place},{answer}\n" for place, answer in answers.items()), "utf-8")
    exec(back, {})
    assert {rating.choice for rating in read_gold(folder / "gold.jsonl")} == {"best"}
    line = ("--judge", "tiny", "--base-url", server.url, "--controls", "24", "--gold", "gold.jsonl", "--base", "fair", "--new", "best")
    told = Command(monkeypatch, capsys)("eval", "judge", "two.jsonl", *line)
    assert told.status == 0 and "contests that people rated" in " ".join(told.out.split())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["judge", "two.jsonl"], "No judge is named"),
        (["judge", "two.jsonl", "--judge", "tiny"], "name its server"),
        (["judge", "two.jsonl", "--judge", "tiny", "--base-url", "http://127.0.0.1:9/v1", "--new", "x"], "no system 'x'"),
        (["judge", "three.jsonl", "--judge", "tiny", "--base-url", "http://127.0.0.1:9/v1", "--new", "best"], "--base and --new"),
        (["judge", "none.jsonl", "--judge", "tiny"], "can't be read"),
        (["preferences"], "Nothing to take preferences from"),
    ],
)
def test_wrong_usage_is_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: list[str], said: str
) -> None:
    done = Command(monkeypatch, capsys)("eval", *line)
    assert done.status == 2 and said in done.err
