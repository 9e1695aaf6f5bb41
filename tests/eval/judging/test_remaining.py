"""Records decide what they can; a judge gets the rest, with a history that favours nobody."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from daogou.cli.main import main
from daogou.eval.compare.cases import Pair, Row
from daogou.eval.judging.verdict import of_folder, remaining
from daogou.schema.errors import InputError


def row(turn: int, text: str, content: float = 1.0, form: float | None = 1.0) -> Row:
    return Row(
        f"s/{turn}", "s", "s", "scenarios", "typos", "f.yaml", {"language": ("en",), "turn": (str(turn),)}, content, form, said=f"q{turn}", text=text
    )


PAIRS = [
    Pair(row(1, "same"), row(1, "same"), True),
    Pair(row(2, "right"), row(2, "wrong", 0.5), True),
    Pair(row(3, "torn", form=0.0), row(3, "whole"), True),
    Pair(row(4, "one way"), row(4, "another way"), True),
    Pair(row(5, "", form=None), row(5, "late"), True),
]


def test_records_decide_where_form_or_content_differ() -> None:
    found = remaining(PAIRS)
    assert (found.for_base, found.for_new, found.same) == (1, 1, 1)
    assert [contest.replies for contest in found.contests] == [{"base": "one way", "new": "another way"}]
    assert (found.right[1].count, found.right[1].total, found.formed[0].count) == (3, 4, 3)


def test_the_history_holds_what_both_sides_said() -> None:
    (contest,) = remaining(PAIRS).contests
    assert [message.content for message in contest.conversation] == ["q1", "same", "q2", "q3", "q4"]


def test_a_folder_of_compare_is_read_and_one_without_work_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def kept(pairs: list[Pair]) -> None:
        lines = [json.dumps(asdict(pair)) for pair in pairs]
        (tmp_path / "pairs.jsonl").write_text("\n".join(lines))

    kept(PAIRS)
    assert len(of_folder(tmp_path).contests) == 1
    kept(PAIRS[:3])
    assert of_folder(tmp_path).contests == [] and "records decide" in of_folder(tmp_path).nothing
    with pytest.raises(SystemExit) as done:
        main(["eval", "judge", str(tmp_path), "--judge", "tiny", "--out", str(tmp_path / "out")])
    assert done.value.code == 0 and "Nothing is left for a judge" in "".join(capsys.readouterr())
    with pytest.raises(InputError, match="no folder of"):
        of_folder(tmp_path / "none")
