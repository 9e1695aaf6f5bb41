"""A recommendation asked for is no request that the shop can't help with."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader

SHOWN = (Shown(turn=1, product_ids=("a", "b"), category="婴儿睡袋", query="婴儿睡袋"),)
ASKED = ["给我推荐一个", "推荐一款", "帮我推荐一下", "推荐几款吧", "recommend me one", "please recommend one", "can you suggest one?"]


@pytest.mark.parametrize("text", ASKED)
def test_among_goods_in_hand_it_is_a_choice(reader: Reader, text: str) -> None:
    reading = reader.read(text, Need(category="婴儿睡袋", query="婴儿睡袋"), SHOWN)
    assert (reading.intent, reading.topic, reading.query) == ("pick", "same", "")


@pytest.mark.parametrize("text", ["给我推荐一个", "推荐一款", "recommend me one", "can you suggest one?"])
def test_where_nothing_is_in_hand_he_is_shown_what_there_is(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.intent == "search" and ("undecided", "") in reading.notes


@pytest.mark.parametrize("text", ["推荐一款手机壳", "recommend a phone case", "推荐便宜的", "有推荐的供应商吗"])
def test_what_is_named_is_looked_for(reader: Reader, text: str) -> None:
    assert reader.read(text, Need(category="婴儿睡袋", query="婴儿睡袋"), SHOWN).intent != "pick"
