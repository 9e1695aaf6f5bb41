"""A wish that no field is for is told by all that a record says, in either language: met, another thing in its place, or nothing said."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from daogou.schema.product import PriceTier, Product
from daogou.tools.searching.wish import Record, wish


def record(title: str, description: str = "", language: str = "en", **attributes: Any) -> Record:
    price = (PriceTier(min_qty=1, unit_price=Decimal("1.00")),)
    return Record.of(Product(id="p", title=title, description=description, price=price, attributes=attributes), language)


SOFA = record("Modern Gray Linen Sofa", "Made for small rooms. The cushions come off.")


@pytest.mark.parametrize(
    ("said", "met", "words"),
    [
        ("灰色", True, ("gray",)),
        ("grey", True, ("gray",)),
        ("black", False, ("gray",)),
        ("不要灰色", False, ("gray",)),
        ("linen", True, ("linen",)),
        ("for small rooms", True, ("small", "rooms")),
    ],
)
def test_the_words_of_the_record_tell(said: str, met: bool, words: tuple[str, ...]) -> None:
    told = wish(said).told(SOFA)
    assert told is not None
    assert (told.met, told.words) == (met, words)


@pytest.mark.parametrize(
    ("said", "value", "met"),
    [
        ("not black", "gray", True),
        ("not black", "gray / yellow", None),
        ("不要竹子", "席面：毛竹 包边：100%棉", False),
        ("不要竹子", "面：蔺草 包边：100%棉", None),
        ("not bamboo", "cotton", True),
    ],
)
def test_what_is_not_wanted_is_absent_where_a_whole_value_is_another(said: str, value: str, met: bool | None) -> None:
    told = wish(said).told(record("Mat 凉席", material=value, color=value))
    assert (told and told.met) == met


@pytest.mark.parametrize("said", ["cat6", "for boots", "usb-c", "fancy", "not lilies", "not black"])
def test_of_what_the_record_is_silent_nothing_is_told(said: str) -> None:
    assert wish(said).told(SOFA) is None


def test_what_the_title_states_counts_before_what_a_description_mentions() -> None:
    emerald = record("Emerald Velvet Sofa", "Lovely with gray cushions.")
    told = wish("grey").told(emerald)
    assert told is not None and not told.met and told.stated


@pytest.mark.parametrize(
    ("said", "title", "met"),
    [
        ("不掉毛", "酒店毛巾 不掉毛", True),
        ("cat6", "5m Cat5e Patch Cable", False),
        ("2m", "Patch Cable 5m", False),
        ("1.8米", "四件套 1800mm 床", True),
    ],
)
def test_a_word_is_the_whole_of_it_with_what_turns_it(said: str, title: str, met: bool | None) -> None:
    told = wish(said).told(record(title, language="zh"))
    assert (told and told.met) == met


@pytest.mark.parametrize(
    ("said", "title", "met"),
    [
        ("16G", "USB flash drive 16 GB", True),
        ("16G", "USB flash drive 8GB", None),
        ("2T", "Hard drive 2TB", True),
        ("25英尺", "Patch cable 25 ft", True),
        ("25英尺", "Patch cable 3 ft", False),
    ],
)
def test_units_are_read_by_their_first_letter_too(said: str, title: str, met: bool | None) -> None:
    told = wish(said).told(record(title))
    assert (told.met if told else None) is met


def test_records_in_the_other_language_are_read_by_the_dictionary() -> None:
    assert wish("wedding").told(record("婚礼 桌花", language="zh")) is not None


@pytest.mark.parametrize(
    ("said", "title", "met"),
    [
        ("0到1岁", "睡袋 S (0-6个月)", True),
        ("age 4 years", "Blocks 8+ years old", False),
        ("能穿到一岁", "睡袋 1-3岁", True),
        ("3岁", "积木 质保3年", None),
    ],
)
def test_ages_overlap_or_not(said: str, title: str, met: bool | None) -> None:
    told = wish(said).told(record(title, language="zh"))
    assert (told and told.met) == met


def test_for_whom_speaks_only_against_what_is_for_others() -> None:
    for_mother = wish("我妈", audience=True)
    (own, other, silent) = (for_mother.told(record("Scarf", gender=whom)) for whom in ("women", "men", "x"))
    assert own and other and silent is None
    assert for_mother.counts(own) == 0 > for_mother.counts(other)


@pytest.mark.parametrize(
    ("said", "title", "met"),
    [
        ("打游戏", "静音轴热插拔游戏键盘PBT键帽", True),
        ("eyelets", "Blackout Curtain with Grommets", True),
        ("不要一洗就皱", "收腰连衣裙免烫抗皱", True),
        ("not scratchy", "Duvet Set, Soft on Skin", True),
    ],
)
def test_what_records_call_otherwise_than_who_asks_for_it_is_told(said: str, title: str, met: bool) -> None:
    told = wish(said).told(record(title))
    assert told is not None and told.met is met


class Forgetful(dict[Any, Any]):
    """Forgets all at once, as what another thread clears meanwhile."""

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        self.clear()


def test_an_answer_that_is_forgotten_meanwhile_is_told_all_the_same() -> None:
    product = Product(id="p", title="Grey rug", price=(PriceTier(min_qty=1, unit_price=Decimal(5)),), lang="en")
    record = replace(Record.of(product, "en"), answers=Forgetful())
    told = [wish(said).told(record) for said in ("grey", "grey", "black")]
    assert [None if each is None else each.met for each in told] == [True, True, False]


def test_records_are_read_alike_in_many_threads() -> None:
    products = [
        Product(id=f"p{number}", title=f"Grey rug {number}", price=(PriceTier(min_qty=1, unit_price=Decimal(5)),), lang="en") for number in range(700)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda product: wish("grey").told(Record.of(product, "en")), products * 3))
    assert all(each is not None and each.met for each in found)


@pytest.mark.parametrize(
    ("title", "attributes", "met", "partly"),
    [
        ("NEC VT70LP lamp", {"compatibility": "MT1070, MT1075"}, True, False),
        ("NEC VT75LP lamp", {"compatibility": "VT675"}, True, True),
        ("Sony LMP-H201 lamp", {"compatibility": "VPL-HW10"}, False, False),
        ("Lamp", {}, None, False),
    ],
)
def test_goods_for_a_machine_are_told_by_brand_and_model(title: str, attributes: dict[str, str], met: bool | None, partly: bool) -> None:
    product = Product(id=title, title=title, brand=title.split()[0], attributes={**attributes}, currency="USD")
    told = wish("fits NEC MT1070").told(Record.of(product, "en"))
    assert (None if told is None else (told.met, told.partly)) == (None if met is None else (met, partly))


@pytest.mark.parametrize(
    ("said", "attributes", "met"),
    [
        ("no fragrance", {"fragrance_free": "否"}, False),
        ("no fragrance", {"fragrance_free": True}, True),
        ("fragrance free", {"fragrance_free": False}, False),
        ("高度 ≥ 60 cm", {"size_cm": "40x20"}, False),
        ("height ≥ 60 cm", {"size_cm": "60x30"}, True),
        ("60 cm", {"size_cm": "40x20"}, None),
        ("16端口", {"rj_45_ports_quantity": 5.0}, False),
        ("端口数 24 口", {"ports_quantity": 24.0}, True),
        ("16 ports", {"rj_45_ports_quantity": 16.0}, True),
        ("≥ 5 pieces", {"pieces": 8}, True),
        ("≥ 5 pieces", {"pieces": 3}, False),
    ],
)
def test_values_say_what_the_names_of_their_fields_make_of_them(said: str, attributes: dict[str, Any], met: bool | None) -> None:
    told = wish(said).told(record("Goods", **attributes))
    assert (told and told.met) == met


@pytest.mark.parametrize(
    ("said", "attributes", "met"),
    [
        ("size ≤ 30 cm", {"age_min_months": 0}, None),
        ("size ≤ 30 cm", {"height_cm": 25}, True),
        ("power ≥ 20 W", {"output": "65 W PD"}, True),
        ("joinable", {"zip_joinable": "No"}, False),
        ("可拼接", {"zip": "不可拼接"}, False),
        ("28", {"pieces": 28}, None),
        ("316", {"material": "316 steel"}, True),
    ],
)
def test_a_number_is_of_what_is_measured_and_a_no_of_all_its_words(said: str, attributes: dict[str, Any], met: bool | None) -> None:
    told = wish(said).told(record("Goods 商品", **attributes))
    assert (told and told.met) == met


@pytest.mark.parametrize("said", ["可以调亮度", "dimmable"])
@pytest.mark.parametrize(("value", "met"), [("无极调光", True), ("三档", True), ("不可调光", False), ("无", False)])
def test_what_a_thing_is_called_in_any_order_is_told_by_the_field_of_that_name_whatever_its_kind(said: str, value: str, met: bool) -> None:
    told = wish(said).told(record("床头灯", language="zh", dimming=value))
    assert told is not None and told.met is met


@pytest.mark.parametrize("said", ["不要数字键", "no numpad"])
def test_a_keyboard_with_a_number_pad_is_none_without(said: str) -> None:
    board = Product(id="k", title="键盘", category=("办公", "Keyboards"), price=(), attributes={"numeric_keypad": True})
    told = wish(said).told(Record.of(board, "zh"))
    assert told is not None and not told.met


@pytest.mark.parametrize(
    ("said", "title", "met"),
    [
        ("Cat6", "Patch cable Cat6 1m", True),
        ("Cat6", "Patch cable Cat.6A 1m", False),
        ("Cat6a", "Patch cable Cat.6A 1m", True),
        ("Cat6a", "Patch cable Cat6 1m", False),
        ("六类", "Patch cable Cat5e 1m", False),
        ("4x6", 'Photo paper 4" x 6"', True),
        ("冰丝", "凉感夏被", None),
    ],
)
def test_a_number_in_a_name_is_that_very_number_and_a_thing_is_no_other_that_serves_the_same(said: str, title: str, met: bool | None) -> None:
    told = wish(said).told(record(title, language="zh"))
    assert (told.met if told is not None else None) is met


def test_what_a_field_says_no_to_is_not_there_whatever_the_title_says() -> None:
    board = record("双面案板", language="zh", double_sided="否")
    for said in ("双面", "double-sided"):
        told = wish(said).told(board)
        assert told is not None and not told.met


@pytest.mark.parametrize("said", ["不容易倒", "won't tip over"])
def test_to_be_without_what_a_need_is_against_is_the_need(said: str) -> None:
    """A weighted base is no fault of a post that must not tip."""
    post = Product(id="post", title="立式猫抓柱", description="加重底座。", category=("猫抓柱",), price=(), lang="zh")
    told = wish(said).told(Record.of(post, "zh"))
    assert told is not None and told.met
