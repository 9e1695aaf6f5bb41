"""One product set against another: 比 at the end of a clause compares, and "it" is what was talked about, whatever list is named before."""

import pytest
from daogou.eval.pack import reader
from daogou.schema.need import Need
from daogou.schema.reference import Reference, Shown

SHOWN = (
    Shown(turn=1, product_ids=("s1", "s2", "s3"), category="猫抓板", query="猫抓板"),
    Shown(turn=2, product_ids=("b1", "b2", "b3"), category="宠物窝", query="宠物窝"),
)


def said(text: str) -> tuple[str, list[tuple[str, int | None, str]], str | None]:
    reading = reader().read(text, Need(category="宠物窝", query="宠物窝"), SHOWN)
    return reading.intent, [_told(each) for each in reading.references], reading.category


def _told(one: Reference) -> tuple[str, int | None, str]:
    return one.kind, one.ordinal, one.place.about if one.place else ""


@pytest.mark.parametrize("text", ["刚才猫抓板的第二款跟它比", "刚才猫抓板的第二款和它比吧", "compare the second cat scratcher from before with it"])
def test_a_product_of_an_earlier_list_is_compared_with_it(text: str) -> None:
    assert said(text) == ("compare", [("ordinal", 2, "猫抓板"), ("focus", None, "")], None)


@pytest.mark.parametrize("text", ["第二款跟第一款比", "第二款与第一款比呢"])
def test_two_of_the_list(text: str) -> None:
    assert said(text)[:2] == ("compare", [("ordinal", 2, ""), ("ordinal", 1, "")])


@pytest.mark.parametrize("text", ["2个都不要了，看看牵引绳", "三款都不要了，看看牵引绳", "neither of them, show me pet leashes"])
def test_none_of_those_shown_and_other_goods(text: str) -> None:
    reading = reader().read(text, Need(category="宠物窝", query="宠物窝"), SHOWN)
    assert (reading.category, reading.notes) == ("宠物牵引绳", ())
