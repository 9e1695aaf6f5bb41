"""A purchase list in words: bounds keep their way, two kinds of goods are never one line in silence, and what is said of the whole is taken out."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.sourcing.message import framed


@pytest.mark.parametrize(
    ("said", "op"),
    [
        ("单价不低于30元", ">="), ("at least 30 yuan each", ">="), ("单价不超过30元", "<="), ("at most 30 yuan each", "<="), ("单价30元以上", ">="),
    ],
)  # fmt: skip
def test_a_price_keeps_the_way_it_bounds(assistant: Assistant, said: str, op: str) -> None:
    report = assistant.source(f"20个无线鼠标，{said}" if not said.isascii() else f"20 wireless mice, {said}")
    (line,) = report.lines
    assert [(one.op, one.value) for one in line.conditions if one.field == "price" and one.hard] == [(op, 30)]
    assert not [each for each in line.words if each in said]


@pytest.mark.parametrize("text", ["婴儿睡袋 50 / 无线鼠标 30", "baby sleeping bag 50 / wireless mouse 30"])
def test_a_slash_parts_lines(assistant: Assistant, text: str) -> None:
    assert [each.line.quantity for each in assistant.source(text).lines] == [50, 30]


@pytest.mark.parametrize("text", ["婴儿睡袋 50 无线鼠标 30", "baby sleeping bag 50 wireless mouse 30"])
def test_two_numbers_that_nothing_parts_are_told(assistant: Assistant, text: str) -> None:
    assert "two_numbers" in {each.kind for each in assistant.source(text).notes}
    assert "two_numbers" not in {each.kind for each in assistant.source("婴儿睡袋 50，无线鼠标 30").notes}


@pytest.mark.parametrize(
    "text", ["比较20家供应商，要100个水杯", "比较十二家供应商，要100个水杯", "100 cups, compare eleven suppliers", "100 cups from 20 suppliers"]
)
def test_more_sellers_than_are_compared_are_told(text: str) -> None:
    frame = framed(text)
    assert frame.task["suppliers"] == 10
    assert [kind for kind, _, _ in frame.said] == ["many_sellers"]


@pytest.mark.parametrize(
    ("text", "destination", "deadline"),
    [
        ("50 cups, deliver to shanghai", "shanghai", ""),
        ("送到上海要快：50个杯子", "上海", ""),
        ("50个杯子，下周三前到货", "", "下周三前到货"),
        ("50 cups by tomorrow", "", "by tomorrow"),
    ],
)
def test_whereto_and_until_when(text: str, destination: str, deadline: str) -> None:
    frame = framed(text)
    assert (frame.task.get("destination", ""), frame.task.get("deadline", "")) == (destination, deadline)
    assert "50" in frame.rest


@pytest.mark.parametrize(
    ("text", "count"), [("两家供应商比价，100个水杯", 2), ("100 cups, two suppliers to compare", 2), ("100 cups, compare 5 suppliers", 5)]
)
def test_how_many_sellers_are_compared(text: str, count: int) -> None:
    frame = framed(text)
    assert (frame.task["suppliers"], frame.said) == (count, ())
