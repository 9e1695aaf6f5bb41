"""That none fits a quoted sentence is held against the values listed below it."""

import pytest
from daogou.eval.truth.of_quotes import _stands

FITS = [
    ("30 cm", "Choose 32 cm for a family of four and 28-30 cm for one or two", True),
    ("36 cm", "四口之家选 32 厘米，一两人选 28-30 厘米", False),
    ("2.8 kg", "Choose 1.6 kg or less for cooks who toss with one hand", False),
    ("1.5 kg", "单手颠锅选 1.6 公斤以内", True),
    ("-10 °C", "For a hut above 2,500 m choose a comfort temperature of 0 °C or lower", True),
    ("无涂层", "煎蛋煎鱼、新手做饭选不粘涂层", False),
    ("不粘涂层", "煎蛋煎鱼、新手做饭选不粘涂层", True),
]


@pytest.mark.parametrize(("value", "quoted", "stands"), FITS)
def test_a_value_that_a_sentence_asks_for_fits_it(value: str, quoted: str, stands: bool) -> None:
    assert _stands(value, quoted) is stands
