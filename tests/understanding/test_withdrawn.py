"""Goods that the message takes back are not looked for; what it corrects of the same goods is."""

import pytest
from daogou.eval.pack import reader


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
