"""A title's grammar: what the thing is, and what only says what it is for."""

import pytest
from daogou.retrievers.title import places


def things(title: str) -> set[str]:
    return {place.term for place in places(title) if not place.modifier}


@pytest.mark.parametrize(
    ("title", "thing", "modifier"),
    [
        ("Targus 15.6 Laptop Backpack", "backpack", "laptop"),
        ("Logitech mouse for laptop", "mous", "laptop"),
        ("HP 630 notebook with bag", "notebook", "bag"),
        ("Holder (iPhone / iPod) black", "holder", "iphon"),
        ("桌面手机支架 铝合金", "支架", "手机"),
        ("磁吸手机壳 适用于iPhone", "手机壳", "iphon"),
    ],
)
def test_the_last_noun_is_the_thing(title: str, thing: str, modifier: str) -> None:
    assert thing in things(title)
    assert modifier not in things(title)
