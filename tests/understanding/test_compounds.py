"""A noun that only adds a value to another noun of its category says both: silent mouse is a mouse, and silent."""

import pytest
from daogou.understanding.language.text import clean
from daogou.understanding.reader import Reader


@pytest.mark.parametrize("text", ["静音鼠标", "silent mouse", "静音的鼠标", "a silent mouse"])
def test_a_value_inside_a_noun_is_a_condition(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.category == "无线鼠标" and [each.name for each in reading.conditions] == ["attr.silent=true"]


@pytest.mark.parametrize(
    ("text", "category"), [("无线鼠标", "无线鼠标"), ("wireless mice", "无线鼠标"), ("防踢被", "婴儿睡袋"), ("travel mug", "保温杯")]
)
def test_the_catalogues_own_names_and_other_nouns_stay_whole(reader: Reader, text: str, category: str) -> None:
    reading = reader.read(text)
    assert reading.category == category and reading.conditions == ()


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


def test_a_sign_that_was_written_as_an_entity_is_no_markup() -> None:
    assert clean("&lt;white&gt; ones").text == "<white> ones"
