"""Wishes no longer held, and one changed to a word that the goods in hand have another value for."""

import pytest
from daogou.understanding.ledger.contradictions import contradiction

from .demo import reader
from .test_follow_ups import names, talk


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("机械键盘 RGB", "不要RGB了"),
        ("mechanical keyboard, RGB", "not RGB any more"),
        ("mechanical keyboard, RGB", "I don't want RGB anymore"),
    ],
)
def test_a_wish_no_longer_held_is_denied_and_nothing_is_asked(first: str, second: str) -> None:
    need = talk(first)[1]
    assert contradiction(need, reader().read(second, need)) is None
    reading, after = talk(first, second)
    assert names(after) == ["attr.backlight!=RGB"] and not reading.relative


def test_a_plain_denial_of_it_is_asked_about() -> None:
    need = talk("mechanical keyboard, RGB")[1]
    assert contradiction(need, reader().read("no RGB", need)) is not None


@pytest.mark.parametrize(("first", "second"), [("宝宝睡袋 分腿式", "换成信封式的"), ("infant sleeping bag, split leg", "change to envelope style")])
def test_a_word_is_of_the_kind_that_the_goods_in_hand_have(first: str, second: str) -> None:
    assert names(talk(first, second)[1]) == ["attr.style=一体信封式"]
