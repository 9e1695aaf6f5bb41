"""What a list leaves for its next page: goods that others before them beat in all that was asked for."""

from collections.abc import Iterator

import pytest
from daogou.graphs.opening import Assistant

from .commanded import seek, shop_of, turn, want

LAMPS = ("Dimmable oak desk lamp", "Dimmable brass desk lamp", "Dimmable steel desk lamp", *(f"Desk lamp number {place}" for place in range(4)))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    rows = [
        {"id": f"lamp-{place}", "title": title, "category": ["desk lamps"], "price": 20 + place, "currency": "USD", "moq": 1 + place, "lang": "en"}
        for place, title in enumerate(LAMPS)
    ]
    with shop_of(tmp_path_factory.mktemp("lamps"), rows) as opened:
        yield opened


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_others_outdo_stands_behind_and_comes_with_the_next_page(shop: Assistant, language: str) -> None:
    said = {"en": "dimmable", "zh": "可调光"}[language]
    listed = turn(shop, language, seek("desk lamps"), want(None, "=", said, strength="wish"), language=language)
    first = {card.product_id for card in listed.cards}
    assert first == {"lamp-0", "lamp-1", "lamp-2"} and str(len(LAMPS)) in listed.text
    rest = turn(shop, language, {"command": "vary", "how": "page"}, language=language)
    assert {card.product_id for card in rest.cards} == {f"lamp-{place}" for place in range(len(LAMPS))} - first


def test_one_alone_leaves_nothing_out(shop: Assistant) -> None:
    listed = turn(shop, "brass", seek("desk lamps"), want(None, "=", "brass", strength="wish"))
    assert listed.cards[0].product_id == "lamp-1" and len(listed.cards) > 1


def test_so_many_as_were_asked_for_are_shown(shop: Assistant) -> None:
    count = {"command": "sort", "count": 5}
    listed = turn(shop, "five", seek("desk lamps"), want(None, "=", "dimmable", strength="wish"), count)
    assert len(listed.cards) == 5
