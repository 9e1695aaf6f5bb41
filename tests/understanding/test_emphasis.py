"""What only strengthens a sentence is taken out of it; what is left reads as if it had never stood there."""

import pytest
from daogou.understanding.language.emphasis import without_emphasis
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
