"""A brand that the catalogue doesn't have is said to be lacking, whatever way it is asked for."""

import pytest
from daogou.schema.need import Need
from daogou.schema.reading import Reading
from daogou.schema.reference import Shown

from .demo import reader

NEED = Need(category="充电宝", query="充电宝")
SHOWN = (Shown(turn=1, product_ids=("P002628", "P002607"), category="充电宝", query="充电宝", conditions=()),)


def lacking(reading: Reading) -> list[str]:
    return [text for kind, text in reading.notes if kind == "no_brand"]


@pytest.mark.parametrize(
    "text", ["倍思的有吗", "有安克的吗", "有没有罗马仕牌子的", "弗罗森牌子的有吗", "Do you have Anker?", "any Baseus ones?", "how about Logitech?"]
)
def test_the_brands_that_there_are_answer(text: str) -> None:
    reading = reader().read(text, NEED, SHOWN)
    assert (len(lacking(reading)), reading.intent, reading.topic, reading.query, reading.conditions) == (1, "brand", "same", "", ())


@pytest.mark.parametrize(("text", "query"), [("倍思的充电宝，100以内", "充电宝"), ("Anker power bank under 100 yuan", "power bank")])
def test_the_goods_are_searched_without_it(text: str, query: str) -> None:
    reading = reader().read(text)
    assert (lacking(reading) != [], reading.intent, reading.query, [each.field for each in reading.conditions]) == (True, "search", query, ["price"])


@pytest.mark.parametrize(
    "text",
    [
        "电澜的有吗",
        "any Dianlan ones?",
        "不要小米的",
        "no Xiaomi please",
        "小米手机能用吗",
        "does it work with a Xiaomi phone?",
        "华为手机壳",
        "a Huawei phone case",
    ],
)
def test_what_is_there_refused_or_used_with_it_lacks_nothing(text: str) -> None:
    assert not lacking(reader().read(text, NEED, SHOWN))
