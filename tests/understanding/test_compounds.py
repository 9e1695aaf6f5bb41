"""A noun that only adds a value to another noun of its category says both: silent mouse is a mouse, and silent."""

import pytest
from daogou.understanding.language.text import clean


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("under&nbsp;100&nbsp;yuan", "under 100 yuan"),
        ("睡袋 https://x.example/?id=1&price=9 红色", "睡袋 红色"),
        ("www.x.example/price<=9，红色", "<=9，红色"),
        ("a &#x202e;b", "a b"),
    ],
)
def test_entities_are_what_they_stand_for_and_links_are_nothing(written: str, read: str) -> None:
    assert clean(written).text == clean(read).text
