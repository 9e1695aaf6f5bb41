"""Pointers in either language."""

from typing import Any

import pytest
from daogou.reader.pointing import pointers
from daogou.schema.reference import Place


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("第二款", "第 2 款", "the second one", "no 2", "2号", "二号"), [("ordinal", 2)]),
        (("前两款", "the first two", "头两个"), [("ordinal", 1), ("ordinal", 2)]),
        (("这些", "these", "这几款", "them"), [("all", None)]),
        (("那家", "that seller", "这个厂家"), [("supplier", None)]),
        (("竹子那个", "竹子的那款"), [("described", "竹子")]),
        (("刚刚那几款", "刚才给我看的里面", "前面那几款"), [("all", None)]),
        (("the one you picked before", "刚才那个"), [("focus", None)]),
        (("the bamboo one",), [("described", "bamboo")]),
        (("the cheapest one and one w display", "the cheapest and one with a display"), [("extreme", "price"), ("described", "display")]),
        (("the black and white one",), [("described", "black and white")]),
        (("大一号",), [("described", "大一号")]),
    ],
)
def test_what_it_means(words: tuple[str, ...], kinds: list[tuple[str, Any]]) -> None:
    for each in words:
        assert [(one.kind, one.ordinal or one.sort or (one.words[0] if one.words else None)) for one in pointers(each)] == kinds, each


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        (("上一批的第二款", "the second one in the previous list"), "ordinal", Place(back=1)),
        (("the last of the flasks",), "ordinal", Place(about="flasks")),
        (("最开始看的那些杯子里最贵的那个",), "extreme", Place(back=-1, about="杯子")),
        (("看耳机之前那批里的第五款",), "ordinal", Place(about="耳机", before=True)),
        (("number three from before the flasks",), "ordinal", Place(about="flasks", before=True)),
    ],
)
def test_which_list_it_counts_in(words: tuple[str, ...], kind: str, told: Place) -> None:
    for each in words:
        (found,) = pointers(each)
        assert (found.kind, found.place) == (kind, told), each


@pytest.mark.parametrize("words", ["除了第二款", "all but the second", "第二款以外"])
def test_what_is_left_out(words: str) -> None:
    (found,) = pointers(words)
    assert found.excluding and found.ordinal == 2


@pytest.mark.parametrize("words", ["the one with split legs", "真丝那条", "the trader's one", "the two bamboo ones", "杭州那家的那条"])
def test_a_description_is_without_the_words_that_only_point(words: str) -> None:
    (found,) = pointers(words)
    assert found.kind == "described" and found.words[0] in ("split legs", "真丝", "trader", "bamboo", "杭州")


@pytest.mark.parametrize("words", ["68块6的那个", "the ¥68.60 one", "the one for 68.60 yuan"])
def test_an_amount_of_money_is_what_one_costs(words: str) -> None:
    (found,) = pointers(words)
    assert [(one.field, one.op, one.value) for one in found.conditions] == [("price", "=", 68.6)]


@pytest.mark.parametrize(
    ("words", "sort"), [("续航最长的那款", "-续航"), ("the one with the lowest MOQ", "moq"), ("the one with the most reviews", "review_count")]
)
def test_the_end_of_what_is_named(words: str, sort: str) -> None:
    (found,) = pointers(words)
    assert (found.kind, found.sort) == ("extreme", sort)


@pytest.mark.parametrize(("words", "goods"), [("the first two tents", "tents"), ("前两个帐篷", "帐篷")])
def test_the_first_few_are_of_the_goods_that_are_named(words: str, goods: str) -> None:
    assert [(one.ordinal, one.words) for one in pointers(words)] == [(1, (goods,)), (2, (goods,))]
