"""Talks: a file is read or refused with its line; rates count turns and are drawn by conversation; commands stand in place of words."""

import json
from pathlib import Path

import pytest
from daogou.eval.read_ends import causes, pairs
from daogou.eval.talks.play import play
from daogou.eval.talks.rates import KINDS, share
from daogou.eval.talks.talk import Judged, judged_of, talks_of
from daogou.schema.errors import InputError

TALK = {
    "id": "S1",
    "store": "six",
    "language": "zh",
    "turns": [
        {"buyer": "随便看看", "commands": [{"command": "seek", "goods": "婴儿睡袋"}]},
        {"buyer": "嗯", "commands": [{"command": "want", "field": "price", "op": "<=", "value": 60}]},
    ],
}


def verdict(id_: str, turn: int, word: str, *, text_only: bool = False) -> Judged:
    return Judged(id=id_, turn=turn, verdict=word, text_only=text_only)  # type: ignore[arg-type]


def test_a_line_that_is_no_talk_is_named(tmp_path: Path) -> None:
    file = tmp_path / "talks.jsonl"
    file.write_text(json.dumps(TALK) + "\n" + json.dumps({**TALK, "turns": [{"buyer": "x", "commands": [{"command": "buy"}]}]}), "utf-8")
    with pytest.raises(InputError, match="line 2"):
        talks_of(file)
    with pytest.raises(InputError, match="line 1"):
        judged_of(file)


def test_right_is_good_or_poor_in_its_text_alone() -> None:
    part = [verdict("a", 1, "GOOD"), verdict("a", 2, "PARTLY", text_only=True), verdict("b", 1, "PARTLY"), verdict("b", 2, "FALSE")]
    assert [round(share(part, KINDS[kind])[0], 2) for kind in ("good", "right", "wrong", "false")] == [0.25, 0.5, 0.25, 0.25]


def test_the_interval_is_drawn_by_conversation() -> None:
    alone = [verdict(f"t{n}", 1, "GOOD" if n % 2 else "WRONG") for n in range(20)]
    together = [verdict("a" if n < 10 else "b", n, "GOOD" if n < 10 else "WRONG") for n in range(20)]
    _, low, high = share(together, KINDS["good"])
    _, lower, higher = share(alone, KINDS["good"])
    assert (low, high) == (0.0, 1.0)
    assert 0 < lower < higher < 1


def test_a_talk_is_played_by_its_commands(six_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "talks.jsonl"
    file.write_text(json.dumps(TALK), "utf-8")
    play(file, tmp_path / "out", store=six_store, by_commands=True)
    first, second = (json.loads(line) for line in (tmp_path / "out" / "replies.jsonl").read_text("utf-8").splitlines())
    assert len(first["cards"]) == 4
    assert [card["product_id"] for card in second["cards"]] and second["chips"] == ["price<=60"]


def test_a_turn_ends_by_its_words_where_its_commands_end_or_the_difference_is_named(six_store: Path, tmp_path: Path) -> None:
    turns = [
        {"buyer": "婴儿睡袋", "commands": [{"command": "seek", "goods": "婴儿睡袋"}]},
        {"buyer": "60元以内", "commands": [{"command": "want", "field": "price", "op": "<=", "value": 50}]},
    ]
    file = tmp_path / "talks.jsonl"
    file.write_text(json.dumps({**TALK, "turns": turns}) + "\n", "utf-8")
    first, second = pairs(six_store, "six", [file])
    assert first.apart == []
    assert "hard conditions" in second.apart and causes(second.meant, second.taken) == {"a condition lost", "a condition not meant"}
