"""What "cheaper" is measured against in a list longer than the reply names."""

from collections.abc import Iterator
from statistics import median

import pytest
from daogou.graphs.opening import Assistant

from .commanded import seek, turn
from .small_shop import small_shop

NAMED = 5


@pytest.fixture(scope="module")
def towels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Nine towels whose prices differ."""
    rows = [
        {
            "id": f"t{number}", "title": f"纯棉毛巾 {number} 号", "category": ["家纺", "毛巾"], "price": 10 + number, "currency": "CNY", "lang": "zh",
            "translations": {"en": {"title": f"Cotton Towel No. {number}", "category": ["Home", "Towels"]}},
        }
        for number in range(9)
    ]  # fmt: skip
    with small_shop(tmp_path_factory.mktemp("towels"), rows) as opened:
        yield opened


def test_by_the_products_that_the_reply_named(towels: Assistant) -> None:
    listed = turn(towels, "t", seek("毛巾"))
    assert len(listed.cards) > NAMED
    typical = median(float(card.price or 0) for card in listed.cards[:NAMED])
    (price,) = [one for one in turn(towels, "t", {"command": "vary", "how": "less", "field": "price"}).need.active if one.field == "price"]
    assert price.value == typical


@pytest.mark.parametrize(("limit", "foreign"), [("毛巾，15元以内", "30美元以内"), ("towels under 15 yuan", "under $30")])
def test_a_price_that_nobody_can_judge_takes_the_place_of_no_limit(towels: Assistant, limit: str, foreign: str) -> None:
    towels.ask(limit, thread=limit)
    reply = towels.ask(foreign, thread=limit)
    assert [(one.value, one.hard) for one in reply.need.active if one.field == "price"] == [(15, True), (30, False)]
    assert reply.cards and all(float(card.price or 0) <= 15 for card in reply.cards)
