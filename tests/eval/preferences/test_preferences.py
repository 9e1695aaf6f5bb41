"""What is known to be better, from records, people and corrections; as TRL's trainers take it."""

import json
from pathlib import Path

import pytest
from daogou.cli.main import main
from daogou.eval.contests import Message, Rating, content
from daogou.eval.preferences import Correction, of_people, of_records, redacted, write
from daogou.eval.texts import rows_of
from daogou.schema.errors import InputError

from ..test_contests import PAIRS, contest


def rating(choice: str | None, rater: str = "a", why: str = "") -> Rating:
    one = contest()
    return Rating(contest="c1", systems=("base", "new"), choice=choice, rater=rater, why=why, content=content(one, one.systems))


def test_records_correct_what_missed_something() -> None:
    (one,) = of_records(PAIRS)
    assert (one.right, one.wrong) == ("right", "wrong") and one.preference.chosen == "right"
    assert one.source == "records: f.yaml" and [message.content for message in one.prompt] == ["q1", "same", "q2"]


def test_roles_alternate() -> None:
    said = [
        Message(role="user", content="a"),
        Message(role="user", content="b"),
        Message(role="assistant", content="c"),
        Message(role="user", content="d"),
    ]
    row = Correction(prompt=tuple(said), wrong="x", right="y", why="", source="s", language="en").as_row()
    assert [message["role"] for message in row["messages"]] == ["user", "assistant", "user", "assistant"]
    assert row["messages"][0]["content"] == "a\nb"


def test_people_prefer_what_more_of_them_chose() -> None:
    (one,) = of_people([contest()], [rating("new", "a", "it answers"), rating("new", "b"), rating("base", "c", "no")])
    assert (one.chosen, one.why) == (contest().replies["new"], "it answers")
    assert list(of_people([contest()], [rating("new", "a"), rating("base", "b")])) == []
    assert list(of_people([contest(new="other words", base="b")], [rating("new")])) == []


def test_rows_are_what_trl_takes(tmp_path: Path) -> None:
    turn = Correction(
        prompt=(Message(role="user", content="call 13812345678"),),
        wrong="no",
        right="we call 13812345678",
        why="polite",
        source="desk",
        language="en",
    )
    write(redacted([turn]), tmp_path / "sft.jsonl", bare=True)
    write(redacted([turn.preference, turn.preference]), tmp_path / "dpo.jsonl")
    assert json.loads((tmp_path / "sft.jsonl").read_text()) == {
        "messages": [{"role": "user", "content": "call [phone-1]"}, {"role": "assistant", "content": "we call [phone-1]"}]
    }
    assert json.loads((tmp_path / "dpo.jsonl").read_text()) == {
        "prompt": [{"role": "user", "content": "call [phone-1]"}],
        "chosen": [{"role": "assistant", "content": "we call [phone-1]"}],
        "rejected": [{"role": "assistant", "content": "no"}],
        "why": "polite", "source": "desk", "language": "en",
    }  # fmt: skip


def test_replies_that_differ_in_a_number_only_are_no_preference() -> None:
    turn = Correction(prompt=(), wrong="call 13812345678", right="call 13912345678", why="", source="s", language="en")
    assert list(redacted([turn, turn.preference])) == []


def test_the_command_gathers_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.jsonl").write_text("".join(one.model_dump_json() + "\n" for one in (contest(), contest("c2"))), "utf-8")
    (tmp_path / "gold.jsonl").write_text(rating("new").model_dump_json(), "utf-8")
    (tmp_path / "fixed.jsonl").write_text(
        json.dumps({"prompt": [{"role": "user", "content": "hi"}], "wrong": "a", "right": "b", "why": "", "source": "desk", "language": "en"})
    )
    line = ["eval", "preferences", "c.jsonl", "--gold", "gold.jsonl", "--corrections", "fixed.jsonl", "--out", "out"]
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as done:
        patch.chdir(tmp_path)
        main(line)
    assert done.value.code == 0
    assert "2 preferences and 1 corrected turns" in capsys.readouterr().out
    assert len((tmp_path / "out" / "preferences.jsonl").read_text().splitlines()) == 2


def test_a_wrong_correction_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"prompt": []}\n')
    with pytest.raises(InputError, match="line 1"):
        rows_of(tmp_path / "x.jsonl", Correction, "")
