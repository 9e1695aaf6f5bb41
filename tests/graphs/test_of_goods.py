"""Goods without a shelf of their own: of one that has others too, those that are called so, alone and on a list, in either language."""

from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant

from ..acting import act, do
from .commanded import shop_of

GOODS = (
    ("Vintage Electric Guitar", "strings", 900), ("Sunny Ukulele Set", "strings", 50), ("Mahogany Ukulele", "strings", 80),
    ("Walnut Cello", "strings", 700), ("Grand Violin", "strings", 400), ("Canvas Tote", "bags", 20), ("Leather Tote", "bags", 90),
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [
        {"id": title.lower().replace(" ", "-"), "title": title, "category": [shelf], "price": price, "currency": "USD", "lang": "en"}
        for title, shelf, price in GOODS
    ]
    with shop_of(tmp_path_factory.mktemp("strings"), rows) as opened:
        yield opened


@pytest.mark.parametrize("goods", ["ukuleles", "尤克里里"])
def test_those_that_are_called_so_are_shown(shop: Assistant, goods: str) -> None:
    reply = act(shop, goods, {"command": "seek", "goods": goods})
    assert {card.product_id for card in reply.cards if not card.near} == {"sunny-ukulele-set", "mahogany-ukulele"}


def test_a_line_of_a_list_takes_one_that_is_called_so(shop: Assistant) -> None:
    lines = [{"goods": "ukulele", "quantity": 2}, {"goods": "bags", "quantity": 3}]
    reply = act(shop, "list", {"command": "list", "lines": lines, "budget": 1000})
    assert reply.purchase is not None and reply.cards[0].product_id in ("sunny-ukulele-set", "mahogany-ukulele")


def test_a_shelf_that_is_called_so_is_shown_whole(shop: Assistant) -> None:
    assert len(act(shop, "whole", {"command": "seek", "goods": "strings"}).cards) == 5


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
    with shop_of(tmp_path_factory.mktemp("pets"), rows) as opened:
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
