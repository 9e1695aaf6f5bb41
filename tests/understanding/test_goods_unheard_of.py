"""Goods of the trade that the catalogue's own words don't know are looked for whole, in a catalogue in another language too."""

import pytest
from daogou.catalogue.facets import AttributeFacet, Facets, ValueFacet
from daogou.schema.need import Need
from daogou.schema.reference import Shown
from daogou.understanding.reader import Reader
from daogou.understanding.vocabulary.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("找激光打印机", "激光打印机"), ("我想买激光打印机", "激光打印机"), ("找笔记本电脑", "笔记本电脑"), ("找u盘", "u盘"), ("找U盘", "U盘"),
        ("找交换机", "交换机"), ("找不间断电源", "不间断电源"), ("找胶带", "胶带"), ("find a network switch", "network switch"),
    ],
)  # fmt: skip
def test_what_is_looked_for_by_name_is_searched_for(reader: Reader, text: str, query: str) -> None:
    reading = reader.read(text)
    assert reading.intent == "search" and reading.query == query and reading.conditions == ()


COFFEE = AttributeFacet("color", "text", 20, (ValueFacet("咖啡色", ("coffee",), 10), ValueFacet("黑色", ("black",), 10)), None, None, None)


@pytest.mark.parametrize(
    ("text", "query", "fields"),
    [
        ("find a coffee maker", "coffee maker", []),
        ("coffee maker", "coffee maker", []),
        ("find coffee machines", "coffee machines", []),
        ("a coffee dress", "dress", ["attr.color"]),
        ("a black coffee maker", "coffee maker", ["attr.color"]),
    ],
)
def test_a_colour_that_a_noun_of_the_trade_begins_with_is_no_colour(text: str, query: str, fields: list[str]) -> None:
    reading = Reader(Vocabulary.of(Facets(attributes=(COFFEE,)))).read(text)
    assert reading.query.endswith(query) and [condition.field for condition in reading.conditions] == fields


@pytest.mark.parametrize("text", ["帮我找个律师", "修电脑找谁"])
def test_what_is_no_goods_stays_out_of_scope(reader: Reader, text: str) -> None:
    assert reader.read(text).intent == "out_of_scope"


@pytest.mark.parametrize("text", ["来一台破壁机", "一把雨伞，晴雨两用", "一本菜谱", "想买一顶草帽"])
def test_goods_that_are_counted_are_goods_though_nobody_knows_them(reader: Reader, text: str) -> None:
    assert reader.read(text).intent == "search"


@pytest.mark.parametrize(
    "text",
    [
        "external hard drive 2 TB",
        "a 2 TB external hard drive",
        "monitors, at least 24 inches",
        "an umbrella that glows in the dark",
        "修图用的显示器",
    ],
)
def test_a_thing_and_what_it_is_to_be_like_are_looked_for(reader: Reader, text: str) -> None:
    assert reader.read(text).intent == "search"


@pytest.mark.parametrize("text", ["讲一个笑话", "给我写一首诗", "a joke that makes me laugh"])
def test_what_is_no_shops_is_still_turned_away(reader: Reader, text: str) -> None:
    assert reader.read(text).intent == "out_of_scope"


BAGS = Need(category="婴儿睡袋", query="婴儿睡袋")
SHOWN = (Shown(turn=1, product_ids=("a", "b"), category="婴儿睡袋", query="婴儿睡袋"),)
CHOSEN = [
    ("how do I choose a car seat?", "car seat"), ("how do I choose a stroller?", "stroller"), ("what should I look for in a car seat?", "car seat"),
    ("which fridge should I buy?", "fridge"), ("what brands of stroller are good?", "stroller"), ("stroller brands?", "stroller"),
    ("婴儿车怎么选?", "婴儿车"), ("怎么选婴儿车?", "婴儿车"), ("冰箱怎么选?", "冰箱"), ("滑雪板怎么选", "滑雪板"), ("哪款冰箱好?", "冰箱"),
    ("冰箱什么牌子好?", "冰箱"), ("婴儿车有什么牌子", "婴儿车"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "query"), CHOSEN, ids=[text for text, _ in CHOSEN])
def test_how_to_choose_goods_that_the_catalogue_lacks_asks_nothing_of_those_in_hand(reader: Reader, text: str, query: str) -> None:
    reading = reader.read(text, BAGS, SHOWN)
    assert (reading.topic, reading.query, reading.category) == ("new", query, None) and reading.intent in ("pick", "brand")


OF_THEM = [
    "how do I choose a zipper?", "how do I choose a winter bag?", "how do I choose a good one?", "how do I choose a gift?",
    "how do I choose the size?", "which colour should I buy?",
    "袖笼怎么选", "透气性怎么选?", "面料怎么选?", "怎么选?",
    "睡袋怎么选?", "哪款甲醛最低?", "哪款厚度好?",
]  # fmt: skip


@pytest.mark.parametrize("text", OF_THEM)
def test_how_to_choose_among_the_goods_in_hand_stays_with_them(reader: Reader, text: str) -> None:
    assert reader.read(text, BAGS, SHOWN).topic == "same"


@pytest.mark.parametrize("text", ["infant sleeping bag brands", "brands of infant sleeping bags", "婴儿睡袋品牌", "婴儿睡袋牌子"])
def test_brands_of_goods_are_asked_for_without_a_question(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.intent, reading.category) == ("brand", "婴儿睡袋")


@pytest.mark.parametrize("text", ["品牌婴儿睡袋", "不限品牌的婴儿睡袋", "infant sleeping bags, any brand"])
def test_goods_of_whatever_brand_are_goods(reader: Reader, text: str) -> None:
    assert reader.read(text).intent == "search"


@pytest.mark.parametrize("text", ["呵呵，又是蓝色的，真有你的", "nice prices, do i have to sell a kidney"])
def test_a_sigh_with_a_word_that_goods_are_counted_or_sought_by_is_still_small_talk(reader: Reader, text: str) -> None:
    assert reader.read(text).intent == "chitchat"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("近90天卖1000件以上的婴儿睡袋", "sold_90d", 1000),
        ("有GB 31701证书且在有效期内的睡袋", "certification", "GB 31701"),
        ("sleeping bags with a GB 31701 certificate that is in force", "certification", "GB 31701"),
    ],
)
def test_how_sales_and_certificates_are_told_is_no_part_of_the_goods_name(reader: Reader, text: str, field: str, value: object) -> None:
    reading = reader.read(text)
    assert [(one.field, one.value) for one in reading.conditions] == [(field, value)] and reading.quantity is None
    assert reading.query in ("婴儿睡袋", "睡袋", "sleeping bags")


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("有婴儿车吗", "search", "new"), ("有冰箱吗？", "search", "new"), ("do you have strollers?", "search", "new"),
        ("有带帽子的吗", "refine", "same"), ("有厚一点的吗", "refine", "same"), ("with a hood?", "refine", "same"),
    ],
)  # fmt: skip
def test_other_goods_asked_for_are_no_part_of_those_in_hand(reader: Reader, text: str, intent: str, topic: str) -> None:
    need = Need(category="婴儿睡袋", query="婴儿睡袋", language="zh")
    shown = [Shown(turn=1, product_ids=("bag-cotton", "bag-wool"), category="婴儿睡袋", query="婴儿睡袋", conditions=())]
    reading = reader.read(text, need, shown)
    assert (reading.intent, reading.topic) == (intent, topic)


@pytest.mark.parametrize("text", ["which suits a hut at 3000 m?", "which one fits a pram?", "哪款适合高海拔山屋？"])
def test_what_goods_are_to_suit_are_no_goods_to_be_chosen(reader: Reader, text: str) -> None:
    need = Need(category="婴儿睡袋", query="婴儿睡袋", language="zh")
    shown = [Shown(turn=1, product_ids=("bag-cotton", "bag-wool"), category="婴儿睡袋", query="婴儿睡袋", conditions=())]
    reading = reader.read(text, need, shown)
    assert (reading.intent, reading.topic) == ("pick", "same")


@pytest.mark.parametrize("text", ["which of them has a GB 31701 report?", "有GB 31701报告吗？", "哪款有GB 31701报告？"])
def test_which_of_those_shown_has_a_paper_is_asked_of_their_records(reader: Reader, text: str) -> None:
    need = Need(category="婴儿睡袋", query="婴儿睡袋", language="zh")
    shown = [Shown(turn=1, product_ids=("bag-cotton", "bag-wool"), category="婴儿睡袋", query="婴儿睡袋", conditions=())]
    reading = reader.read(text, need, shown)
    assert (reading.intent, reading.asked) == ("product_question", ("certification",))
