"""Questions about what no record can hold are questions about the products, and none of how to choose."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader

BAGS = Need(category="婴儿睡袋", query="婴儿睡袋")
SHOWN = (Shown(turn=1, product_ids=("a", "b"), category="婴儿睡袋", query="婴儿睡袋"),)
ASKED = [
    ("哪款甲醛最低?", "甲醛"), ("哪款铅含量最低?", "铅含量"), ("which one has the least formaldehyde?", "formaldehyde"),
    ("which one has the fewest chemicals?", "chemicals"), ("was any of these recalled?", "recalled"), ("has any of them been recalled?", "recalled"),
    ("is the first one recalled?", "recalled"), ("这些有被召回过吗?", "召回"), ("第一款有没有被召回?", "召回"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word"), ASKED, ids=[text for text, _ in ASKED])
def test_what_nothing_measures_is_asked_of_the_products(reader: Reader, text: str, word: str) -> None:
    reading = reader.read(text, BAGS, SHOWN)
    assert (reading.intent, reading.topic, reading.asked) == ("product_question", "same", ()) and reading.references
    assert word in reading.query and "least" not in reading.query


@pytest.mark.parametrize("text", ["哪款最透气?", "which is the most durable?", "哪款最好?", "which one is the best?", "怎么选?"])
def test_what_goods_are_like_is_a_choice(reader: Reader, text: str) -> None:
    assert reader.read(text, BAGS, SHOWN).intent == "pick"


@pytest.mark.parametrize("text", ["第一款怎么样?", "how is the first one?", "第二款值得买吗?", "is the second a good buy?"])
def test_what_a_product_is_like_asks_for_no_word(reader: Reader, text: str) -> None:
    assert reader.read(text, BAGS, SHOWN).query == ""


CASES = ["18度选几TOG", "18度选几TOG?", "which TOG do I need at 18 degrees?", "what TOG for 18 degrees?"]


@pytest.mark.parametrize("text", CASES)
def test_which_value_suits_a_temperature_is_asked_of_the_guides(reader: Reader, text: str) -> None:
    for need, shown in ((None, ()), (BAGS, SHOWN)):
        reading = reader.read(text, need, shown)
        assert (reading.intent, reading.asked, reading.conditions) == ("product_question", ("knowledge", "case"), ())
        assert reading.query.casefold() == "tog"


@pytest.mark.parametrize("text", ["保修多久?", "质保几年", "how long is the warranty?", "what's the warranty on these?"])
def test_a_warranty_is_one_of_the_sellers_terms(reader: Reader, text: str) -> None:
    reading = reader.read(text if text.endswith("?") else text + "?", BAGS, SHOWN)
    assert (reading.intent, reading.asked, reading.query) == ("product_question", ("terms.warranty",), "")
