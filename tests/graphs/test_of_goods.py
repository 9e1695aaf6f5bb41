"""Goods without a shelf of their own: of one that has others too, those that are called so, alone and on a list, in either language."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from daogou.graphs.opening import Assistant
from daogou.graphs.opening import open as open_assistant
from daogou.ingest.ingest import ingest
from daogou.schema.command import COMMANDS
from daogou.schema.reply import Reply
from daogou.schema.settings import Settings

GOODS = (
    ("Vintage Electric Guitar", "strings", 900), ("Sunny Ukulele Set", "strings", 50), ("Mahogany Ukulele", "strings", 80),
    ("Walnut Cello", "strings", 700), ("Grand Violin", "strings", 400), ("Canvas Tote", "bags", 20), ("Leather Tote", "bags", 90),
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("strings")
    rows = [
        {"id": title.lower().replace(" ", "-"), "title": title, "category": [shelf], "price": price, "currency": "USD", "lang": "en"}
        for title, shelf, price in GOODS
    ]
    (folder / "products.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    ingest([folder], folder / "store")
    with open_assistant(settings=Settings(store=folder / "store", state=folder / "state")) as assistant:
        yield assistant


def asked(shop: Assistant, thread: str, *commands: dict[str, Any]) -> Reply:
    return shop.ask("", thread=thread, commands=COMMANDS.validate_python(list(commands)))


@pytest.mark.parametrize(
    "goods",
    ["ukuleles", pytest.param("尤克里里", marks=pytest.mark.xfail(reason="the translated name of goods narrows a shelf no more", strict=True))],
)
def test_those_that_are_called_so_are_shown(shop: Assistant, goods: str) -> None:
    reply = asked(shop, goods, {"command": "seek", "goods": goods})
    assert {card.product_id for card in reply.cards if not card.near} == {"sunny-ukulele-set", "mahogany-ukulele"}


def test_a_line_of_a_list_takes_one_that_is_called_so(shop: Assistant) -> None:
    lines = [{"goods": "ukulele", "quantity": 2}, {"goods": "bags", "quantity": 3}]
    reply = asked(shop, "list", {"command": "list", "lines": lines, "budget": 1000})
    assert reply.purchase is not None and reply.cards[0].product_id in ("sunny-ukulele-set", "mahogany-ukulele")


def test_a_shelf_that_is_called_so_is_shown_whole(shop: Assistant) -> None:
    assert len(asked(shop, "whole", {"command": "seek", "goods": "strings"}).cards) == 5
