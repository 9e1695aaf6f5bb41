"""Contests: what records leave to people, blind; rated as the docs show."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from daogou.eval.compare.cases import Pair, Row
from daogou.eval.contests import Contest, Message, nameless, of_folder, plain, read_gold
from daogou.schema.errors import InputError
from hypothesis import given
from hypothesis import strategies as st

from ..models.chat_server import ChatServer, serving

DOCS = Path(__file__).parents[2] / "docs/evaluation.md"


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


def contest(id: str = "c1", asked: str = "warmth price", /, **replies: str) -> Contest:
    said = replies or {"new": "The warmth and the price are known.", "base": "Nothing is known."}
    return Contest(id=id, language="en", conversation=(Message(role="user", content=asked),), replies=said)


def test_a_folder_of_compare_leaves_what_no_record_decides_with_a_history_that_favours_nobody(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text("\n".join(json.dumps(asdict(pair)) for pair in PAIRS))
    (left,) = of_folder(tmp_path)
    assert left.replies == {"base": "one way", "new": "another way"}
    assert [message.content for message in left.conversation] == ["q1", "same", "q2", "q3", "q4"]
    with pytest.raises(InputError, match="no folder of"):
        of_folder(tmp_path / "none")


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("# 推荐\n\n**第 1 款**最轻[3]", "推荐\n第 1 款最轻[3]"),
        ("| price | MOQ |\n|---|---|\n| 3 | 5 |", "price; MOQ\n3; 5"),
        ("see [the page](https://example.com) `now`", "see the page now"),
        ("<div><p>one</p></div>", "one"),
    ],
)
def test_formatting_is_made_alike(marked: str, said: str) -> None:
    assert plain(marked) == said


@given(st.text(alphabet="ab1.*_#`|[]()<>~\\\n -", max_size=60))
def test_no_line_is_empty_or_begins_with_a_blank(text: str) -> None:
    assert all(line and line == line.strip(" ") for line in plain(text).split("\n")) or plain(text) == ""


def test_names_of_systems_and_models_are_hidden() -> None:
    assert nameless("我是导购助手Daogou,由Qwen驱动", ["导购助手Daogou"]) == "我是…,由…驱动"
    assert nameless("As Claude I think that Claudette is fine", []) == "As … I think that Claudette is fine"


def test_people_and_models_rate_as_the_docs_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The three programs of docs/evaluation.md, run as they stand there."""
    out, back, model = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8").split("## Ratings")[1].split("\n## ")[0], re.S)
    monkeypatch.chdir(tmp_path)
    some = [contest(f"c{number}", best="Known, with its price.", fair="Known.") for number in range(6)]
    (tmp_path / "contests.jsonl").write_text("".join(one.model_dump_json() + "\n" for one in some), "utf-8")
    exec(out, {})
    rows, key = (tmp_path / "pairs.csv").read_text("utf-8-sig").splitlines(), json.loads((tmp_path / "key.json").read_text("utf-8"))
    assert len(rows) == 7 and "best" not in rows[0]
    answers = {place: "left" if two[0] == "best" else "right" for place, (_, two) in enumerate(key)}
    (tmp_path / "anna.csv").write_text("id,choice\n" + "".join(f"{place},{answer}\n" for place, answer in answers.items()), "utf-8")
    exec(back, {})
    assert {rating.choice for rating in read_gold(tmp_path / "gold.jsonl")} == {"best"}
    with serving(ChatServer(say=lambda body: "A" if "Reply A:\nKnown, with" in body["messages"][-1]["content"] else "B")) as server:
        exec(model.replace("http://127.0.0.1:8000/v1", server.url), {})
    assert [rating.choice for rating in read_gold(tmp_path / "gold.jsonl")] == ["best"] * 12
    with serving(ChatServer(say=lambda _: "A")) as server:
        exec(model.replace("http://127.0.0.1:8000/v1", server.url).replace("Qwen/Qwen3-32B", "first"), {})
    assert [one.choice for one in read_gold(tmp_path / "gold.jsonl") if one.rater == "first"] == [None] * 6
