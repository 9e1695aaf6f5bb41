"""Goods that others only go with, pointers by words that titles have before a thing's name, and fields by the word that a name ends with."""

from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant

from ..acting import act, do
from .small_shop import small_shop

TITLES = [
    "日式圆形宠物盆猫砂盆",
    "封闭式环保除菌猫砂盆",
    "清新条纹开放式宠物窝",
    "秋冬加厚条纹宠物窝",
    "方形封闭式宠物窝",
    "六边形宠物窝",
    "圆钵碗状猫抓板",
]
SIZES = ["48x38cm", "50x40cm", "38x38cm", "40x40cm", "", "", "38x38cm"]
OPEN, THICK = {"kind": "described", "words": ["开放式"]}, {"kind": "described", "words": ["加厚"]}


@pytest.fixture(scope="module")
def pets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [
        {
            "id": f"p{place}",
            "title": title,
            "category": ["居家", "宠物"],
            "price": 50 + place,
            "attributes": {"规格": f"{place} 号", **({"尺寸": size} if size else {})},
        }
        for place, (title, size) in enumerate(zip(TITLES, SIZES, strict=True))
    ]
    with small_shop(tmp_path_factory.mktemp("pets"), rows) as opened:
        yield opened


@pytest.mark.parametrize(("words", "found"), [("猫砂盆", {"p0", "p1"}), ("窝", {"p2", "p3", "p4", "p5"})])
def test_goods_are_those_called_so(pets: Assistant, words: str, found: set[str]) -> None:
    reply = act(pets, words, do("seek", goods="宠物", query=words))
    assert {card.product_id for card in reply.cards if not card.near} == found and "没有" not in reply.text


def test_trays_for_litter_are_no_litter(pets: Assistant) -> None:
    assert "没有" in act(pets, "litter", do("seek", goods="猫砂")).text
    reply = act(pets, "beside", do("seek", goods="猫抓板", also=["猫砂"]))
    assert {card.product_id for card in reply.cards} == {"p6"} and "「猫砂」" in reply.text.split("圆钵碗状")[1]


def test_a_word_of_a_title_points_at_it_and_the_end_of_a_name_is_the_field(pets: Assistant) -> None:
    act(pets, "beds", do("seek", goods="宠物窝"))
    reply = act(pets, "beds", do("ask", fields=["最大号尺寸"], of=[OPEN, THICK]))
    assert {card.product_id for card in reply.cards} == {"p2", "p3"}
    assert [name for one in reply.understood.commands if one.command == "ask" for name in one.fields] == ["attr.尺寸"]
