"""More or less than a number, said with a comparative: it limits, and compares with nothing shown."""

import pytest

from .test_follow_ups import names, talk


@pytest.mark.parametrize(
    ("goods", "message", "left"),
    [
        ("vacuum flask", "cheaper than 40 yuan", ["price<40"]),
        ("保温杯", "比40元便宜的", ["price<40"]),
        ("vacuum flask", "dearer than 40 yuan", ["price>40"]),
        ("vacuum flask", "more expensive than 40", ["price>40"]),
        ("保温杯", "比40元贵的", ["price>40"]),
        ("保温杯", "有没有比40块更便宜一点的", ["price<40"]),
        ("保温杯", "没有比40元便宜的吗", ["price<40"]),
        ("保温杯", "没有低于40元的吗", ["price<40"]),
        ("vacuum flask", "nothing more expensive than 40 yuan", ["price<=40"]),
        ("保温杯", "不要比40元贵的", ["price<=40"]),
        ("保温杯", "比40元贵的不要", ["price<=40"]),
        ("保温杯", "价格比40元低的", ["price<40"]),
        ("保温杯", "评分比4.5高的", ["rating>4.5"]),
        ("保温杯", "起订量比100少的", ["moq<100"]),
        ("vacuum flask", "lighter than 500 g", ["attr.weight_g<500"]),
        ("保温杯", "比500克轻的", ["attr.weight_g<500"]),
        ("wok", "bigger than 30 cm", ["attr.diameter_cm>30"]),
        ("炒锅", "比30厘米大的", ["attr.diameter_cm>30"]),
        ("curtains", "wider than 2 m", ["attr.width_m>2"]),
        ("窗帘", "比2米宽的", ["attr.width_m>2"]),
        ("保温杯", "比40元贵，比80元便宜", ["price>40", "price<80"]),
    ],
)
def test_a_number_is_the_limit(goods: str, message: str, left: list[str]) -> None:
    assert names(talk(goods, message)[1]) == left


@pytest.mark.parametrize(("message", "left"), [("想要比40元便宜的保温杯", ["price<40"]), ("a flask dearer than 40 yuan", ["price>40"])])
def test_nothing_need_be_shown(message: str, left: list[str]) -> None:
    assert names(talk(message)[1]) == left


@pytest.mark.parametrize("message", ["比第一款便宜5元的", "cheaper than the first by 5 yuan", "5 yuan cheaper", "便宜5块的"])
def test_by_so_much_is_measured_against_what_was_shown(message: str) -> None:
    assert [(each.field, each.by) for each in talk("保温杯" if message >= "\u3400" else "vacuum flask", message)[0].relative] == [("price", 5)]


@pytest.mark.parametrize("message", ["比1便宜的", "dearer than 1"])
def test_a_small_bare_number_is_a_product(message: str) -> None:
    assert not talk("保温杯" if message >= "\u3400" else "vacuum flask", message)[1].active
