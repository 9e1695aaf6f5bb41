"""Pointers in either language."""

from typing import Any

import pytest
from daogou.reader.pointing import pointers


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("第二款", "the second one", "no 2", "2号", "二号"), [("ordinal", 2)]),
        (("最后一款", "the last one", "倒数第一个"), [("ordinal", -1)]),
        (("前两款", "the first two", "头两个"), [("ordinal", 1), ("ordinal", 2)]),
        (("第一个和第三个", "1 and 3"), [("ordinal", 1), ("ordinal", 3)]),
        (("它", "it", "that one", "这个"), [("focus", None)]),
        (("这些", "these", "这几款", "them"), [("all", None)]),
        (("最便宜那款", "the cheapest one"), [("extreme", "price")]),
        (("那家", "that seller", "这个厂家"), [("supplier", None)]),
        (("另一个", "the other one"), [("other", None)]),
        (("竹子那个", "竹子的那款"), [("described", "竹子")]),
        (("刚才便宜那个", "the cheaper one you showed", "便宜的那款"), [("extreme", "price")]),
        (("要轻的那个", "the light one"), [("extreme", "weight")]),
        (("刚刚那几款", "刚才给我看的里面", "前面那几款"), [("all", None)]),
        (("最前面那款", "第一个", "the first one you showed"), [("ordinal", 1)]),
        (("the one you picked before", "刚才那个"), [("focus", None)]),
        (("the bamboo one",), [("described", "bamboo")]),
    ],
)
def test_what_it_means(words: tuple[str, ...], kinds: list[tuple[str, Any]]) -> None:
    for each in words:
        assert [(one.kind, one.ordinal or one.sort or (one.words[0] if one.words else None)) for one in pointers(each)] == kinds, each


def test_more_than_a_list_has_are_no_numbers_of_it() -> None:
    assert len(pointers("前999款")) <= 1 and len(pointers("前三款")) == 3


@pytest.mark.parametrize("words", ["the first pole", "刚才第一台灯泡"])
def test_a_number_keeps_the_goods_that_it_counts_in(words: str) -> None:
    (found,) = pointers(words)
    assert found.kind == "ordinal" and found.ordinal == 1 and found.words and found.place is None
