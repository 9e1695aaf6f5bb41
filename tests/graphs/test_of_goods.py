"""Goods without a shelf of their own: of one that has others too, those that are called so, alone and on a list, in either language."""

from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant

from ..acting import act
from .small_shop import small_shop

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
    with small_shop(tmp_path_factory.mktemp("strings"), rows) as opened:
        yield opened


@pytest.mark.parametrize(
    "goods",
    ["ukuleles", pytest.param("尤克里里", marks=pytest.mark.xfail(reason="the translated name of goods narrows a shelf no more", strict=True))],
)
def test_those_that_are_called_so_are_shown(shop: Assistant, goods: str) -> None:
    reply = act(shop, goods, {"command": "seek", "goods": goods})
    assert {card.product_id for card in reply.cards if not card.near} == {"sunny-ukulele-set", "mahogany-ukulele"}


def test_a_line_of_a_list_takes_one_that_is_called_so(shop: Assistant) -> None:
    lines = [{"goods": "ukulele", "quantity": 2}, {"goods": "bags", "quantity": 3}]
    reply = act(shop, "list", {"command": "list", "lines": lines, "budget": 1000})
    assert reply.purchase is not None and reply.cards[0].product_id in ("sunny-ukulele-set", "mahogany-ukulele")


def test_a_shelf_that_is_called_so_is_shown_whole(shop: Assistant) -> None:
    assert len(act(shop, "whole", {"command": "seek", "goods": "strings"}).cards) == 5
