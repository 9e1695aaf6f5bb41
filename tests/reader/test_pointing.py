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
        (("竹子那个",), [("described", "竹子")]),
        (("the bamboo one",), [("described", "bamboo")]),
    ],
)
def test_what_it_means(words: tuple[str, ...], kinds: list[tuple[str, Any]]) -> None:
    for each in words:
        assert [(one.kind, one.ordinal or one.sort or (one.words[0] if one.words else None)) for one in pointers(each)] == kinds, each


def test_more_than_a_list_has_are_no_numbers_of_it() -> None:
    assert len(pointers("前999款")) <= 1 and len(pointers("前三款")) == 3
