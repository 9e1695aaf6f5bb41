"""Certificates by market and kind of goods: knowledge with a source, in both languages alike."""

import pytest
from daogou.understanding.language.lexicon import load
from daogou.understanding.productions.markets import kinds, requirements

from .demo import reader


def test_every_requirement_is_of_a_known_market_and_kind_with_its_source() -> None:
    words = load("markets")
    for row in words["requirements"]:
        assert row["market"] in words["markets"] and set(row["kinds"]) <= set(kinds())
        assert row["words"] and len(row["source"]) > 8
    assert len(requirements()) >= 60


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("能卖到欧盟的积木", "building blocks for the EU", ("EN71", "CE")),
        ("出口美国的婴儿连体衣", "baby bodysuits for the US market", "CPC"),
        ("日本站卖的充电宝", "power banks for the Japanese market", "PSE"),
        ("能卖到德国的饭盒", "lunch boxes to sell in Germany", "LFGB"),
        ("出口英国的蓝牙音箱", "bluetooth speakers for the UK", ("UKCA", "CE")),
        ("能空运的充电宝", "power banks that go by air freight", "UN38.3"),
        ("内销的婴儿睡袋", "infant sleeping bags for the domestic market", "GB 31701"),
    ],
)
def test_a_market_means_the_certificates_of_the_goods(zh: str, en: str, expected: object) -> None:
    for text in (zh, en):
        reading = reader().read(text)
        assert [each.value for each in reading.conditions if each.field == "certification"] == [expected], text
        certificates, source = next(note.split("\t")[1:] for kind, note in reading.notes if kind == "purpose")
        assert certificates.split(", ") == ([expected] if isinstance(expected, str) else list(expected)) and source  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "text", ["美国棉的四件套", "bedding sets made in Germany", "show us towels", "中国产的毛巾", "factories in China for towels"]
)
def test_where_goods_are_from_is_no_market(text: str) -> None:
    assert not [each for each in reader().read(text).conditions if each.field == "certification"]


@pytest.mark.parametrize("text", ["要能卖到欧盟的", "something for the EU market"])
def test_without_goods_it_is_said_that_it_depends_on_them(text: str) -> None:
    reading = reader().read(text)
    assert not reading.conditions and (reading.facts or "market" in [kind for kind, _ in reading.notes])


@pytest.mark.parametrize("text", ["有EN71的积木，出口欧洲", "EN71 building blocks for Europe"])
def test_a_certificate_that_is_named_too_is_the_one_wanted(text: str) -> None:
    assert [each.value for each in reader().read(text).conditions] == ["EN71"]
