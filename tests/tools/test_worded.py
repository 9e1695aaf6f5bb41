"""A model's lines as they come: each as soon as it is whole, whatever stands around them."""

import pytest
from daogou.tools.phrasing.worded import Coming

LINES = '{"lines": [{"id": "1", "text": "先看 {who1}。"}, {"id": "2", "text": "I\'d look at {who1}."}]}'

ENDLESS = '{"lines": [{"id": "1", "more": [' + "1, " * 6000 + '2]}, {"id": "2", "text": "I"}]}'


@pytest.mark.parametrize("step", [1, 7, 1000])
@pytest.mark.parametrize(
    "around",
    [
        "%s",
        "```json\n%s\n```",
        '<think>\n{"lines": [{"id": "1", "text": "a draft"}]}\n</think>\n%s',
        "Sure, {here} it is:\n%s\nThat is all.",
        '{"lines": [ ]} no, rather %s',
    ],
    ids=["alone", "fence", "thinks", "prose", "again"],
)
def test_lines_come_one_by_one_and_nothing_around_them(around: str, step: int) -> None:
    text, coming, found = around % LINES, Coming(), list[str]()
    for at in range(0, len(text), step):
        found += [line.text for line in coming.take(text[at : at + step])]
    assert found == ["先看 {who1}。", "I'd look at {who1}."]


@pytest.mark.parametrize("text", ["{" * 5000, "<think>" + LINES, ENDLESS, '["lines"]', '{"lines": {"id": "1"}}', '{"lines": [' + '{"a":' * 5000])
def test_what_is_no_answer_gives_nothing(text: str) -> None:
    coming = Coming()
    assert [line for at in range(0, len(text), 50) for line in coming.take(text[at : at + 50])] == []
