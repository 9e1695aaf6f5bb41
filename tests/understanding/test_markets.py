"""Certificates by market and kind of goods: knowledge with a source, in both languages alike."""

import pytest
from daogou.schema.reference import Shown
from daogou.understanding.language.lexicon import load
from daogou.understanding.ledger.ledger import apply
from daogou.understanding.productions.markets import kinds, kinds_of, requirements

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
    ("texts", "expected"),
    [
        (("积木，卖到美国", "欧洲的呢"), [("EN71", "CE")]),
        (("积木，卖到美国", "那日本呢？"), ["ST"]),
        (("积木，出口美国", "那出口日本呢"), ["ST"]),
        (("building blocks for export to the US", "and for export to Japan?"), ["ST"]),
        (("儿童餐具 出口日本", "韩国呢"), []),
        (("我做亚马逊美国站，积木", "欧洲呢"), [("EN71", "CE")]),
        (("building blocks for the US", "and for Europe?"), [("EN71", "CE")]),
        (("baby bottles for the EU", "and Germany?"), ["LFGB"]),
        (("baby bottles for the EU", "how about the US?"), ["FDA"]),
        (("building blocks for the US", "is it from Germany?"), [("CPC", "ASTM F963")]),
        (("building blocks for the US", "for Europe as well"), [("CPC", "ASTM F963"), ("EN71", "CE")]),
    ],
)
def test_another_market_asked_about_takes_the_place_of_the_first(texts: tuple[str, str], expected: list[object]) -> None:
    need = apply(None, reader().read(texts[0]), 1)
    after = apply(need, reader().read(texts[1], need, [Shown(turn=1, product_ids=("P1",), category=need.category)]), 2)
    assert after.category == need.category and [each.value for each in after.active if each.field == "certification"] == expected


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


def test_what_only_covers_holds_or_applies_such_goods_is_none_of_them() -> None:
    words = reader().vocabulary
    assert [kinds_of(words, name) for name in ("手机壳", "化妆刷")] == [[], []]
    assert kinds_of(words, "蓝牙耳机")[:1] == ["wireless"] and kinds_of(words, "面膜") == ["cosmetics"] and kinds_of(words, "枕套") == ["textiles"]
