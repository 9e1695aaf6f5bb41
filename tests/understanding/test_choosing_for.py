"""What goods in hand are chosen for is no other goods, and what they have is asked of them."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader

from .demo import reader as of_the_demo

BAGS = Need(category="婴儿睡袋", query="睡袋")
MICE = Need(category="无线鼠标", query="无线鼠标")
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


@pytest.mark.parametrize(
    "text",
    [
        "which one is best for office work?",
        "which of these would you take for a tent?",
        "are they good for office use?",
        "is the second one good in a tent?",
        "which one is best for tents?",
        "哪款最适合办公？",
        "办公用哪个好",
        "哪个办公用最好",
        "哪款适合帐篷里用？",
        "第二款适合办公吗",
        "最适合帐篷里用的是哪款",
    ],
)
def test_goods_that_they_are_asked_to_suit_are_no_other_goods(text: str) -> None:
    reading = of_the_demo().read(text, MICE, SHOWN)
    assert (reading.intent in ("pick", "product_question"), reading.topic, reading.category) == (True, "same", None)


@pytest.mark.parametrize("text", ["有没有适合办公的", "办公用的", "do you have any good for office work?", "I need it for office work"])
def test_goods_that_they_are_to_suit_are_no_other_goods(text: str) -> None:
    reading = of_the_demo().read(text, MICE, SHOWN)
    assert (reading.intent, reading.topic, reading.category) == ("refine", "same", None)


@pytest.mark.parametrize(
    "text",
    [
        "which tents are best for camping?",
        "哪款帐篷适合露营？",
        "帐篷哪个好",
        "有没有适合露营的帐篷",
        "I'm looking for tents",
        "interested in these tents",
    ],
)
def test_other_goods_of_the_catalogue(text: str) -> None:
    reading = of_the_demo().read(text, MICE, SHOWN)
    assert (reading.topic, reading.category) == ("new", "帐篷")


@pytest.mark.parametrize("text", ["how do I choose a car seat?", "what do I look for in a car seat?", "安全座椅怎么选？"])
def test_other_goods_to_choose(reader: Reader, text: str) -> None:
    reading = reader.read(text, BAGS, SHOWN)
    assert (reading.intent, reading.topic) == ("pick", "new")


@pytest.mark.parametrize(
    "text", ["which certificates does it have?", "what certificates do they have?", "which certificates do these bags have?", "它有什么证书？"]
)
def test_what_they_have_is_asked_of_them(reader: Reader, text: str) -> None:
    assert reader.read(text, BAGS, SHOWN).asked == ("certification",)


@pytest.mark.parametrize("text", ["which certificates does a toy need?", "which certificates do toys need", "玩具需要什么证书？"])
def test_what_such_a_thing_needs_is_asked_of_the_trade(reader: Reader, text: str) -> None:
    assert reader.read(text, BAGS, SHOWN).asked == ("knowledge",)
