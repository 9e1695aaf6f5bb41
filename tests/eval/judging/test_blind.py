"""A judge can't tell who wrote a reply, and every system stands once in every place."""

import pytest
from daogou.eval.judging.ballots import ballots, nameless, plain
from hypothesis import given
from hypothesis import strategies as st

from .made import contest


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("# 推荐\n\n**第 1 款**最轻[3]", "推荐\n第 1 款最轻[3]"),
        ("* one\n* two", "- one\n- two"),
        ("1. one\n2. two", "- one\n- two"),
        ("| price | MOQ |\n|---|---|\n| 3 | 5 |", "price; MOQ\n3; 5"),
        ("see [the page](https://example.com) `now`", "see the page now"),
        ("价格**¥68.50**起", "价格¥68.50起"),
        ("<b>bold</b> and <i>not</i>", "bold and not"),
        ("<div><p>one</p></div>", "one"),
        ("", ""),
    ],
)
def test_formatting_is_made_alike(marked: str, said: str) -> None:
    assert plain(marked) == said


@given(st.text(alphabet="ab1.*_#`|[]()<>~\\\n -", max_size=60))
def test_no_line_is_empty_or_begins_with_a_blank(text: str) -> None:
    assert all(line and line == line.strip(" ") for line in plain(text).split("\n")) or plain(text) == ""


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("我是导购助手Daogou,由Qwen驱动", "我是…,由…驱动"),
        ("As Claude I think that Claudette is fine", "As … I think that Claudette is fine"),
        ("qwen3-8b says so", "… says so"),
    ],
)
def test_names_of_systems_and_models_are_hidden(text: str, hidden: str) -> None:
    assert nameless(text, ["qwen3-8b", "导购助手Daogou"]) == hidden


@given(st.text(min_size=1, max_size=8), st.integers(0, 99))
def test_each_system_stands_once_in_each_place(name: str, seed: int) -> None:
    orders = [order for _, order in ballots(contest(name, "a", base="x", new="y"), seed)]
    assert sorted(orders) == [("base", "new"), ("new", "base")]


def test_a_ballot_names_nobody_and_its_key_says_who_is_who() -> None:
    one = contest("x", "a", **{"prompt-2": "by prompt-2: yes", "prompt-1": "no"})
    for ballot, order in ballots(one, seed=3):
        assert "prompt" not in repr((ballot.labels, ballot.replies))
        assert dict(zip(order, ballot.replies, strict=True)) == {"prompt-2": "by …: yes", "prompt-1": "no"}


def test_labels_do_not_follow_the_system_or_the_place() -> None:
    drawn = [(ballot.labels[0], order[0]) for number in range(200) for ballot, order in ballots(contest(f"c{number}"))]
    for system in ("new", "base"):
        assert len({label for label, first in drawn if first == system}) > 4
