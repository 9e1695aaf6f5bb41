"""Goods that the message takes back are not looked for; what it corrects of the same goods is."""

from typing import Literal

import pytest
from daogou.eval.pack import reader
from daogou.schema.condition import Condition
from daogou.schema.need import Need


@pytest.mark.parametrize(
    "text", ["Need 500 cotton tote... no wait, 500 T-shirts", "要500个纯棉帆布袋，不对，500件T恤", "mugs, scratch that, 500 tees"]
)
def test_only_what_stands_behind_is_looked_for(text: str) -> None:
    reading = reader().read(text)
    assert (reading.category, reading.quantity, reading.conditions, reading.notes) == ("T恤", 500, (), ())


@pytest.mark.parametrize("text", ["T恤500件，纯棉，不对，T恤800件", "500 cotton T-shirts, no wait, 800 T-shirts"])
def test_of_the_same_goods_nothing_else_is_lost(text: str) -> None:
    reading = reader().read(text)
    assert reading.category == "T恤" and [one.field for one in reading.conditions] == ["attr.material"]


@pytest.mark.parametrize("text", ["100% cotton T-shirts under 15, need 500, black or white", "纯棉T恤，15以内，要500，黑色或白色", "tees, need 500"])
def test_a_bare_number_behind_a_word_of_buying_is_how_many(text: str) -> None:
    assert reader().read(text).quantity == 500


@pytest.mark.parametrize("text", ["机械键盘要68的", "T恤要500以内的", "T-shirts that need 30 washes"])
def test_other_numbers_are_not(text: str) -> None:
    assert reader().read(text).quantity is None


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("never mind the cloud-like", "en", "cloud-like"),
        ("take back the material", "en", "cloud-like"),
        ("不用像云朵一样了", "zh", "像云朵一样"),
        ("去掉像云朵一样", "zh", "像云朵一样"),
        ("把材质收回", "zh", "像云朵一样"),
    ],
)
def test_a_condition_is_taken_back_by_the_words_it_stands_in_or_by_its_name(text: str, language: Literal["zh", "en"], said: str) -> None:
    """Words that only a model had read took nothing back: "I can't help with that"."""
    wish = Condition(id="c1", field="attr.material", op="=", value="竹纤维", hard=False, status="inferred", text=said)
    reading = reader().read(text, Need(category="婴儿睡袋", language=language, conditions=(wish,)), (), language)
    assert "attr.material" in reading.dropped and reading.notes == ()
    assert reading.intent == "refine"


@pytest.mark.parametrize("text", ["never mind the clouds", "do they take back unsold goods?"])
def test_other_words_take_nothing_back(text: str) -> None:
    wish = Condition(id="c1", field="attr.material", op="=", value="竹纤维", hard=False, status="inferred", text="cloud-like")
    assert reader().read(text, Need(category="婴儿睡袋", language="en", conditions=(wish,)), (), "en").dropped == ()
