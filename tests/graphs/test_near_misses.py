"""Near misses in the order of what a buyer would mind least."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from daogou.eval.truth.checker import faults
from daogou.graphs.opening import Assistant
from daogou.schema.reply import Reply

from .commanded import seek, turn, want
from .small_shop import small_shop

KEYBOARDS = (
    ("loud", "Clack Keyboard", 330, 87, "blue"),
    ("small", "Hush Mini Keyboard", 180, 84, "silent"),
    ("large", "Hush Full Keyboard", 350, 104, "silent"),
    ("huge", "Hush Studio Keyboard", 360, 140, "silent"),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Four keyboards of which none costs 300 to 400, has some 87 keys and is silent."""
    rows = [
        {
            "id": name, "title": title, "category": ["keyboards"], "price": price, "currency": "CNY", "lang": "en",
            "attributes": {"switch": switch, "layout_keys": keys},
        }
        for name, title, price, keys, switch in KEYBOARDS
    ]  # fmt: skip
    with small_shop(tmp_path_factory.mktemp("keyboards"), rows) as opened:
        yield opened


def asked(shop: Assistant, thread: str, language: str = "en") -> Reply:
    musts = [want("price", ">=", 300), want("price", "<=", 400), want("switch", "=", "silent")]
    return turn(shop, thread, seek("keyboards"), *musts, want("layout_keys", "=", 87, strength="around"), language=language)


def test_what_costs_less_comes_before_a_number_missed_and_that_before_another_kind(shop: Assistant) -> None:
    assert [card.product_id for card in asked(shop, "order").cards] == ["small", "large", "huge", "loud"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_to_be_around_a_number_is_told_by_that(shop: Assistant, language: str) -> None:
    reply = asked(shop, f"around-{language}", language)
    hard = [one for one in reply.need.hard if one.field == "attr.layout_keys"]
    assert {one.about for one in hard} == {87} and all(f"{one.value:g}" in reply.text for one in hard)
    catalogue = shop.shopfront.current().catalogue
    assert not faults(reply, catalogue, datetime.now(UTC).date(), ("silent keyboards around 87 keys, 300 to 400",))
