"""What goods in hand are chosen for is no other goods, and what they have is asked of them."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader

BAGS = Need(category="婴儿睡袋", query="睡袋")
SHOWN = [Shown(turn=1, product_ids=("p1", "p2"))]


@pytest.mark.parametrize(
    "text",
    [
        "how do I choose for a room of 26 degrees?",
        "how do I choose for a cold night?",
        "how should I choose at 26°C?",
        "26度的房间怎么选？",
        "冷的房间怎么选？",
    ],
)
def test_what_they_are_chosen_for(reader: Reader, text: str) -> None:
    reading = reader.read(text, BAGS, SHOWN)
    assert (reading.intent, reading.topic, reading.category) == ("pick", "same", None)


@pytest.mark.parametrize("text", ["how do I choose a car seat?", "what do I look for in a car seat?", "安全座椅怎么选？"])
def test_other_goods_to_choose(reader: Reader, text: str) -> None:
    reading = reader.read(text, BAGS, SHOWN)
    assert (reading.intent, reading.topic) == ("pick", "new")


@pytest.mark.parametrize("text", ["which certificates does it have?", "what certificates do they have?", "它有什么证书？"])
def test_what_they_have_is_asked_of_them(reader: Reader, text: str) -> None:
    assert reader.read(text, BAGS, SHOWN).asked == ("certification",)


@pytest.mark.parametrize("text", ["which certificates does a toy need?", "玩具需要什么证书？"])
def test_what_such_a_thing_needs_is_asked_of_the_trade(reader: Reader, text: str) -> None:
    assert reader.read(text, BAGS, SHOWN).asked == ("knowledge",)
