"""What only strengthens a sentence is taken out of it; what is left reads as if it had never stood there."""

import pytest
from daogou.understanding.language.emphasis import without_emphasis, without_oaths
from daogou.understanding.reader import Reader


@pytest.mark.parametrize(
    ("strong", "plain"),
    [
        ("who the hell makes the first one?", "who makes the first one?"),
        ("给我看看他妈的睡袋", "给我看看睡袋"),
        ("show me some bloody sleeping bags under 80", "show me some sleeping bags under 80"),
        ("TOG到底是什么意思", "TOG是什么意思"),
    ],
)
def test_what_strengthens_says_nothing(reader: Reader, strong: str, plain: str) -> None:
    one, other = reader.read(strong), reader.read(plain)
    assert (one.intent, one.category, one.query, one.asked) == (other.intent, other.category, other.query, other.asked)
    assert [each.name for each in one.conditions] == [each.name for each in other.conditions]


@pytest.mark.parametrize("text", ["到底", "fucking", "hello", "婴儿睡袋，100元以内", ""])
def test_what_says_something_or_nothing_else_stays(text: str) -> None:
    assert without_emphasis(text) == text


@pytest.mark.parametrize(
    ("sworn", "plain"),
    [
        ("滚，不看帐篷了，看头灯", "不看帐篷了，看头灯"),
        ("有病吧！看头灯", "看头灯"),
        ("get lost, show me headlamps", "show me headlamps"),
        ("this is rubbish. headlamps under 3.5 yuan", "headlamps under 3.5 yuan"),
        ("滚筒，100元以内", "滚筒，100元以内"),
        ("a rubbish bin, 50 litres", "a rubbish bin, 50 litres"),
        ("滚", "滚"),
    ],
)
def test_an_oath_that_is_a_clause_of_its_own_says_nothing_beside_others(sworn: str, plain: str) -> None:
    assert without_oaths(sworn) == plain
