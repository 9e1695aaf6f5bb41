"""What goods are to be like changes them for none: by how it is said, and by titles of the goods in hand."""

from collections.abc import Sequence

import pytest
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.reader import Reader

TITLES = {
    "bag": ("Infant Sleeping Bag with Breathable Panel", "婴儿睡袋 前置开盖"),
    "knife": ("Kitchen Tool, Easy Grip", "好用的菜刀 锋利耐用"),
}


class Titles:
    def of(self, product_id: str) -> tuple[str, ...]:
        return TITLES[product_id]

    def having(self, text: str) -> Sequence[str]:
        return [each for each, titles in TITLES.items() if any(text.lower() in title.lower() for title in titles)]

    holding = having

    def says(self, text: str) -> bool:
        return bool(self.having(text))


SHOWN = (Shown(turn=1, product_ids=("bag",), category="婴儿睡袋", query="婴儿睡袋"),)


@pytest.fixture
def titled(reader: Reader) -> Reader:
    return Reader(reader.vocabulary, titles=Titles())


@pytest.mark.parametrize("text", ["breathable panel", "前置开盖", "要耐用的，200克以上", "要耐用，200克以上"])
def test_what_goods_are_to_be_like_is_said_of_those_in_hand(titled: Reader, text: str) -> None:
    need = Need(category="婴儿睡袋", query="婴儿睡袋")
    reading = titled.read(text, need, SHOWN)
    assert (reading.intent, reading.topic, apply(need, reading, 2).category) == ("refine", "same", "婴儿睡袋")


@pytest.mark.parametrize("text", ["easy grips", "laptop stands", "冰箱"])
def test_what_no_title_of_theirs_says_opens_another_topic(titled: Reader, text: str) -> None:
    assert titled.read(text, Need(category="婴儿睡袋", query="婴儿睡袋"), SHOWN).topic == "new"
