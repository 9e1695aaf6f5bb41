"""What sentences of specifications and guides ask of the demo's products: bounds, ranges and grades on the attributes that such goods have."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from daogou.catalogue.store import Store
from daogou.ingest.demo import demo_store
from daogou.retrievers.outside.result import result
from daogou.schema.candidate import Candidate
from daogou.schema.guide import Criterion
from daogou.schema.reading import Language
from daogou.schema.settings import Settings
from daogou.tools.choosing.meeting import Meeting
from daogou.tools.claims.asked import Goods, asked
from daogou.tools.claims.claims import claims_of
from daogou.tools.claims.sentences import Span
from daogou.tools.decisions.offer import Offer
from daogou.tools.shop import Shop, Shopfront

from ..conftest import shared

TODAY = date(2026, 11, 25)
ASKED: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    ("羽绒服", "For below 0 °C choose a down jacket with a fill power of 600 or more.", [("fill_power", ">=", 600, None)]),
    ("羽绒服", "A fill power of at least 600 is recommended for temperatures below 0 °C.", [("fill_power", ">=", 600, None)]),
    ("羽绒服", "The down content must not fall below 80%.", [("down_content_pct", ">=", 80, None)]),
    ("羽绒服", "充绒量建议不少于 200 克。", [("fill_weight_g", ">=", 200, None)]),
    ("蓝牙耳机", "For swimming you need IPX7 or better.", [("waterproof", ">=", "IPX7", None)]),
    ("蓝牙耳机", "续航建议 8 小时以上。", [("battery_hours", ">=", 8, None)]),
    ("双肩包", "17 英寸电脑建议选 25-35L 的背包。", [("capacity_l", ">=", 25, 35)]),
    ("双肩包", "For commuting choose a backpack of 20 to 30 litres.", [("capacity_l", ">=", 20, 30)]),
    ("充电宝", "出差建议选 10000 毫安时以上的充电宝。", [("capacity_mah", ">=", 10000, None)]),
    ("帐篷", "Choose a flysheet with a waterproof rating of at least 3000 mm.", [("waterproof_mm", ">=", 3000, None)]),
    ("头灯", "For night running choose 200 lumens or more.", [("lumens", ">=", 200, None)]),
    ("成人睡袋", "Choose a bag with a comfort temperature of 5 °C.", [("comfort_temp_c", "<=", 5, None)]),
    ("充电宝", "For flights a power bank must not exceed 100 Wh.", []),
    ("打印纸", "Paper of 瓦楞纸 is cheap.", []),
]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    yield Shopfront(Store(demo_store(Settings(), home=shared(tmp_path_factory))), Settings()).current()


@pytest.mark.parametrize(("category", "text", "wanted"), ASKED, ids=[text for _, text, _ in ASKED])
def test_what_a_sentence_asks(shop: Shop, category: str, text: str, wanted: list[tuple[Any, ...]]) -> None:
    piece = result("https://www.which.co.uk/a", "A guide", text)
    assert piece is not None
    names = " ".join(shop.glossary.say("category", category, language) for language in ("zh", "en"))
    claims = claims_of([piece], shop.reader, TODAY, Goods(names, category))
    assert [(claim.attribute, claim.op, claim.value, claim.upto) for claim in claims if claim.says == "criterion"] == wanted
    assert all(claim.text == text for claim in claims)


def test_without_a_category_the_products_tell_which_attribute_is_meant(shop: Shop) -> None:
    """The same words, asked of goods that state another attribute of that kind, or none."""
    piece = result("https://www.which.co.uk/a", "A guide", "The fabric weight should be at least 300 gsm.")
    assert piece is not None

    def asked(*stated: str) -> list[str | None]:
        claims = claims_of([piece], shop.reader, TODAY, Goods(attributes=frozenset(stated)))
        return [claim.attribute for claim in claims if claim.says == "criterion"]

    assert asked("fabric_weight_gsm", "color") == ["fabric_weight_gsm"] and asked("gsm", "color") == ["gsm"] and asked("color") == []


def of_category(shop: Shop, category: str) -> list[Offer]:
    products = [each for each in shop.catalogue.products(shop.catalogue.columns.ids) if each.category[-1:] == (category,)]
    return [Offer(each, Candidate(product_id=each.id, score=0), None, each.price[0].unit_price) for each in products]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "For building sites choose a lunch box of 316 stainless steel that keeps warm for at least 6 hours."),
        ("zh", "工地应选316不锈钢、保温6小时以上的饭盒。"),
    ],
)
def test_who_states_a_part_of_what_a_sentence_asks_is_not_said_to_meet_it(shop: Shop, language: Language, text: str) -> None:
    """A box without a word on its material had been named under "316 stainless steel that keeps warm for at least 6 hours"."""
    found = asked(Span(0, len(text), text), language, shop.reader, Goods(category="饭盒"))
    steel, warm = (
        Criterion(attribute=name, statement=text, **{key: each[key] for key in ("op", "value")})
        for name in ("material", "keep_warm_h")
        for each in found
        if each["attribute"] == name
    )
    offers = of_category(shop, "饭盒")
    boxes = [offer.product for offer in offers]
    meeting = Meeting(shop.catalogue, shop.asks, TODAY, language)
    materials = {place: box.attributes.get("material") for place, box in enumerate(boxes) if float(str(box.attributes.get("keep_warm_h", 0))) >= 6}
    both = tuple(place for place, material in materials.items() if material == "316不锈钢")
    silent = tuple(place for place, material in materials.items() if material is None)
    assert both and silent and meeting.met(warm, offers, [steel]) == meeting.met(steel, offers, [warm]) == both
    assert list(meeting.half(warm, offers, [steel])) == [("material", silent)]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "The down of rental bags should be certified to RDS."), ("zh", "出租用的羽绒睡袋应有 RDS 认证。")]
)
def test_a_standard_is_asked_of_the_goods_that_its_sentence_speaks_of(shop: Shop, language: Language, text: str) -> None:
    """Baby bags of cotton were said to have no certificate for their down."""
    meeting = Meeting(shop.catalogue, shop.asks, TODAY, language)
    bags = of_category(shop, "成人睡袋")
    down = {
        place
        for place, bag in enumerate(bags)
        if "绒" in str(bag.product.attributes.get("fill", "绒")) and bag.product.attributes.get("fill") != "羽丝棉"
    }
    assert 0 < len(down) < len(bags) and {*meeting.spoken_of(text, language, bags)} == down
    assert not meeting.spoken_of(text, language, of_category(shop, "婴儿睡袋"))
    assert len(meeting.spoken_of("Bags should be certified to RDS.", "en", bags)) == len(bags)


@pytest.mark.parametrize(
    ("asks", "stated", "judged"),
    [
        ({"attribute": "lid", "value": "吸管盖", "statement": "For kindergartens choose a straw lid."}, ("旋盖", "茶水分离"), True),
        ({"attribute": "leakproof", "value": ["Yes", "是"], "statement": "For bags choose one that is leakproof."}, (False,), True),
        ({"attribute": "keep_hot_h", "op": ">=", "value": 24, "statement": "Choose 24 hours or more."}, (6, 12), True),
        ({"attribute": "material", "value": "棉", "statement": "Choose 60 % cotton or more."}, ("涤纶",), False),  # no share is stated
        ({"attribute": "lid", "value": "磁吸盖", "statement": "Choose a magnetic lid."}, ("旋盖",), False),  # no word of the list
        ({"attribute": "lid", "value": "吸管盖", "statement": "Choose a straw lid."}, (), False),
    ],
)
def test_none_fits_is_said_where_each_value_is_known_for_another(shop: Shop, asks: dict[str, Any], stated: tuple[Any, ...], judged: bool) -> None:
    assert Meeting(shop.catalogue, shop.asks, TODAY, "en").judges(Criterion.model_validate({"op": "contains", **asks}), stated) is judged


def test_a_noun_behind_a_value_names_no_other_value_that_has_it_too(shop: Shop) -> None:
    """钛内胆 is no 陶瓷内胆, though both are a 内胆."""
    flasks = [one for one in shop.catalogue.products(shop.catalogue.columns.ids) if one.category[-1:] == ("保温杯",)]
    offers = [Offer(one, Candidate(product_id=one.id, score=0), None, one.price[0].unit_price) for one in flasks]
    meeting = Meeting(shop.catalogue, shop.asks, TODAY, "zh")
    line = Criterion(attribute="material", statement="泡柠檬水应选钛内胆的保温杯。", op="contains", value="钛")
    ceramic = {place for place, one in enumerate(flasks) if one.attributes.get("material") == "陶瓷内胆"}
    assert ceramic and not ceramic & {*meeting.named(line, offers)}
