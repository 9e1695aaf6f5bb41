"""A line that was broken for its length is one again; what is a line of its own stays one."""

import pytest
from daogou.retrievers.web.paragraphs import unwrapped

BROKEN = [
    (
        "For a room of 16-20 degrees Celsius choose a sleeping bag of\n2.5 TOG, and a thin one in summer.",
        "For a room of 16-20 degrees Celsius choose a sleeping bag of 2.5 TOG, and a thin one in summer.",
    ),
    (
        "- 室温十六度到二十度的房间建议选 2.5 TOG 的婴儿睡袋，这样不会太\n  热；薄的留给夏天。",
        "- 室温十六度到二十度的房间建议选 2.5 TOG 的婴儿睡袋，这样不会太热；薄的留给夏天。",
    ),
]
WHOLE = [
    "# How to choose a sleeping bag for an infant, in every season of the year\nChoose by the room.",
    "Choose a bag by the temperature of the room, and by nothing else at all.\nThen look at the size.",
    "Delivery: 3 days\nReturns: 7 days",
    "- Choose a bag by the temperature of the room and by nothing else at all\n- Then look at the size",
    "| a row of a table that is as long as a line is when it was broken | b |\n| c | d |",
    "一段话。\n\n另一段话。",
]


@pytest.mark.parametrize(("text", "joined"), BROKEN)
def test_a_broken_line_is_joined(text: str, joined: str) -> None:
    assert unwrapped(text) == joined


@pytest.mark.parametrize("text", WHOLE)
def test_other_lines_stay(text: str) -> None:
    assert unwrapped(text) == text
