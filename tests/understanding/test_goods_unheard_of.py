"""Goods of the trade that the catalogue's own words don't know are looked for whole, in a catalogue in another language too."""

import pytest
from daogou.catalogue.facets import AttributeFacet, Facets, ValueFacet
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


@pytest.mark.parametrize("text", ["讲一个笑话", "给我写一首诗"])
def test_what_is_no_shops_is_still_turned_away(reader: Reader, text: str) -> None:
    assert reader.read(text).intent == "out_of_scope"
