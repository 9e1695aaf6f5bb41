"""Numbers put right, set anew, or told of what was only compared."""

import pytest

from .test_follow_ups import names, talk

CASE = ("行李箱，20寸", "suitcase, 20 inch")


@pytest.mark.parametrize(
    ("messages", "left"),
    [
        (("行李箱，预算1000，不对，800",), ["price<=800"]),
        (("行李箱，预算1000，不，800，要铝框的",), ["price<=800", "attr.closure=铝框"]),
        (("行李箱，1000元以内，说错了，是800",), ["price<=800"]),
        (("行李箱20寸，不，24寸的",), ["attr.size_in=24"]),
        (("suitcase, budget 1000, no, 800",), ["price<=800"]),
        (("suitcase under 1000 yuan, sorry I meant 800",), ["price<=800"]),
        (("suitcase, 20 inch, actually 24 inch",), ["attr.size_in=24"]),
        (("suitcase under 1000, no aluminium frame",), ["price<=1000", "attr.closure!=铝框"]),
        (("袜子，两块钱以内", "不对，三块"), ["price<=3"]),
        (("袜子，两块钱以内", "那四块呢"), ["price<=4"]),
        (("袜子，两块钱以内", "大概三块的呢"), ["~price>=2.55", "~price<=3.45"]),
        (("socks under 5", "no, 8"), ["price<=8"]),
        (("socks under 5", "how about 30"), ["price<=30"]),
        (("socks under 5", "no, number 3"), ["price<=5"]),
        (("socks under 5", "what about 3"), ["price<=5"]),
        ((CASE[1], "what about 24 inch"), ["attr.size_in=24"]),
        ((CASE[1], "make it 24 inch"), ["attr.size_in=24"]),
        ((CASE[0], "改到24寸"), ["attr.size_in=24"]),
        (("行李箱24寸以上", "改到26寸"), ["attr.size_in>=26"]),
        ((CASE[1], "make it under 300"), ["attr.size_in=20", "price<=300"]),
        (("送女朋友生日礼物，预算200", "连衣裙吧"), ["price<=200"]),
        (("a birthday gift for my girlfriend, budget 200", "a dress then"), ["price<=200"]),
        (("给妈妈买个礼物，100以内", "看看枕头"), ["price<=100"]),
        (("socks under 20", "but not below 10 either"), ["price<=20", "price>=10"]),
        (("gel pens under 2 yuan", "lower MOQ, below 1000"), ["price<=2", "moq<=1000"]),
        (("中性笔，两块以内", "起订量低点的，1000以内"), ["price<=2", "moq<=1000"]),
        (("suitcases", "评分高点的，4.5以上"), ["rating>=4.5"]),
        (("行李箱，不要20寸的", "28的呢"), ["attr.size_in!=20", "attr.size_in=28"]),
        (("suitcase, not 20 inch", "what about 28?"), ["attr.size_in!=20", "attr.size_in=28"]),
        (("行李箱20或24寸", "不要20寸的", "28的呢"), ["attr.size_in=28", "attr.size_in!=20"]),
        (("20 or 24 inch suitcase", "how about 28?"), ["attr.size_in=28"]),
        (("20 or 24 inch suitcase", "not 24"), ["attr.size_in in [20, 24]", "attr.size_in!=24"]),
        (("行李箱20寸或者24寸", "不要24的"), ["attr.size_in in [20, 24]", "attr.size_in!=24"]),
        (("curtains 2 m wide", "no, 3 m"), ["attr.width_m=3"]),
        (("窗帘宽2米的", "不，3米"), ["attr.width_m=3"]),
        (("lunch box with 2 compartments", "3 compartments will do as well"), ["attr.compartments in [2, 3]"]),
        (("silent keyboard", "red switches are fine too"), ["attr.switch in [静音轴, 红轴]"]),
        (("USB-C cable, 100 W or more", "60 W is enough"), ["attr.max_power_w>=60"]),
        (("数据线，100瓦以上", "60瓦就够了"), ["attr.max_power_w>=60"]),
        (("power bank at least 20000 mAh", "10000 mAh is enough"), ["attr.capacity_mah>=10000"]),
        (("保温杯500ml就够了",), ["attr.capacity_ml=500"]),
        (("building blocks with CPC certificate", "not expired"), ["certification contains CPC"]),
    ],
)
def test_what_stands_in_the_end(messages: tuple[str, ...], left: list[str]) -> None:
    assert names(talk(*messages)[1]) == left


@pytest.mark.parametrize(
    ("message", "field"), [("lighter, under 3", "attr.weight_kg"), ("bigger, under 100", "price"), ("lighter, under 100", "price")]
)
def test_a_bare_number_is_of_what_is_compared_where_it_may_be(message: str, field: str) -> None:
    assert [each.field for each in talk("suitcases", message)[0].conditions] == [field]


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("行李箱，20寸或者24寸", "attr.size_in in [20, 24]"),
        ("行李箱，要么20寸要么24寸", "attr.size_in in [20, 24]"),
        ("行李箱，20、24寸都行", "attr.size_in in [20, 24]"),
        ("行李箱，20寸和24寸都可以", "attr.size_in in [20, 24]"),
        ("suitcase 20 or 24 inch", "attr.size_in in [20, 24]"),
        ("suitcase, either 20 or 24 inch", "attr.size_in in [20, 24]"),
        ("tent for 2 or 3 people", "attr.capacity_persons in [2, 3]"),
        ("保温杯，保温12或24小时", "attr.keep_hot_h>=12"),
        ("行李箱，不要20寸的", "attr.size_in!=20"),
        ("行李箱，20寸的不要", "attr.size_in!=20"),
        ("suitcases, no 20 inch ones", "attr.size_in!=20"),
        ("行李箱，20寸和24寸的不要", "attr.size_in not_in [20, 24]"),
        ("suitcases, not 20 or 24 inch", "attr.size_in not_in [20, 24]"),
        ("行李箱，没有20寸的吗", "attr.size_in=20"),
        ("行李箱，不要20寸以下的", "attr.size_in>=20"),
    ],
)
def test_any_or_none_of_several(message: str, left: str) -> None:
    assert names(talk(message)[1]) == [left]


@pytest.mark.parametrize(("first", "second"), [("行李箱20寸", "24寸也行"), ("suitcase, 20 inch", "24 inch is fine too")])
def test_a_number_that_will_do_as_well(first: str, second: str) -> None:
    assert names(talk(first, second)[1]) == ["attr.size_in in [20, 24]"]


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("窗帘，90%以上", "attr.blackout_pct>=90"),
        ("羽绒服含绒量90以上", "attr.down_content_pct>=90"),
        ("四件套，60支以上", "attr.thread_count>=60"),
        ("笔记本，80张以上", "attr.sheets>=80"),
        ("中性笔，12支一盒的", "attr.pack_pcs=12"),
        ("中性笔，每盒12支", "attr.pack_pcs=12"),
        ("打印纸，一箱8包", "attr.packs_per_box=8"),
        ("adult sleeping bag under 1.5 kg", "attr.weight_g<=1.5"),
        ("成人睡袋，1.5kg以内", "attr.weight_g<=1.5"),
        ("行李箱，回头率90%以上", "supplier.repurchase_rate>=0.9"),
        ("登山杖，要两根一对的，100以内", "price<=100"),
        ("curtains 2.5 m high", "attr.height_m=2.5"),
        ("连衣裙130码", "attr.size=130"),
        ("dress size 8", "attr.size=8"),
        ("a size 8 dress", "attr.size=8"),
        ("baby bodysuit, size 73", "attr.size=73"),
        ("连衣裙，不要130码", "attr.size!=130"),
        ("婴儿连体衣73码的不要", "attr.size!=73"),
        ("窗帘 2米5高", "attr.height_m=2.5"),
        ("socks under 3 yuan 50", "price<=3.5"),
    ],
)
def test_what_the_goods_in_hand_tell_of_a_number(message: str, left: str) -> None:
    reading, need = talk(message)
    assert (names(need), reading.quantity) == ([left], None)


@pytest.mark.parametrize("message", ["要80张笔记本", "四件套，80件"])
def test_pieces_are_pieces(message: str) -> None:
    reading, _ = talk(message)
    assert (reading.quantity, reading.conditions) == (80, ())


@pytest.mark.parametrize("message", ["袜子，5毛一抽的", "五毛一片的袜子", "八毛一的袜子"])
def test_coins_are_no_wool(message: str) -> None:
    assert {each.field for each in talk(message)[1].active} == {"price"}


def test_two_measures_in_one_unit() -> None:
    assert names(talk("curtains 2 m wide and 2.5 m high")[1]) == ["attr.width_m=2", "attr.height_m=2.5"]


@pytest.mark.parametrize("message", ["不，第二款", "不对，是第三款", "不，13.5", "no, 29.50"])
def test_what_counts_no_pieces_puts_no_quantity_right(message: str) -> None:
    assert talk("行李箱，要200件", message)[1].quantity == 200
