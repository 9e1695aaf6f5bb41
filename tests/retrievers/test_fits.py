"""What goods are to fit: a machine by brand and model, in both languages, and what names it."""

import pytest
from daogou.retrievers.fits import Named, fitted, machine


@pytest.mark.parametrize(
    ("said", "text", "named"),
    [
        ("Brother HL-2040", "Compatible with Brother DCP-7010/DCP-7020, HL-2030, 2040, 2070N", True),
        ("索尼VPL-HW10", "VPL-VW80, VPL-HW10", True),
        ("PT-80", "P-touch PT-80", True),
        ("70D或700D", "EOS 700D", True),
    ],
)
def test_a_text_names_a_model_however_it_is_written(said: str, text: str, named: bool) -> None:
    found = machine(said)
    assert found is not None and bool(found.modelled(text)) is named


@pytest.mark.parametrize("words", ["fits my Brother HL-2030", "能装佳能吗", "for iPad", "尼康用的", "compatible with hp laserjet p1102"])
def test_a_wish_that_something_fits_is_one(words: str) -> None:
    assert fitted(words) is not None


@pytest.mark.parametrize("words", ["for my brother", "给孩子", "苹果味的", "for A4"])
def test_who_goods_are_for_and_a_measure_are_no_machine(words: str) -> None:
    assert fitted(words) is None


@pytest.mark.parametrize(
    ("said", "recorded", "level"),
    [
        ("P2055dn", "HP LaserJet P2055", Named.SERIES),
        ("P2055dn", "HP LaserJet 1150", Named.OTHER),
        ("Epson EMP-S3", "EMP-S3/TW20/TWD1", Named.MODEL),
        ("iPhone 15 Pro", "iPhone 15", Named.OTHER),
        ("Canon iP4200", "Canon iP3000", Named.BRAND),
    ],
)
def test_a_record_names_a_model_its_series_its_brand_or_another(said: str, recorded: str, level: Named) -> None:
    found = machine(said, named=True)
    assert found is not None and found.named([recorded], [recorded], "")[0] is level
