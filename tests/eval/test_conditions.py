"""The regression of conditions: what it counts."""

import pytest
from daogou.eval.conditions import missed
from daogou.eval.heard import demo_shop
from daogou.eval.wordings import HALVES, Wording, wordings
from daogou.tools.shop import Shop


@pytest.fixture(scope="module")
def shop() -> Shop:
    return demo_shop()


def test_the_messages_are_many_in_every_slice_and_no_message_stands_in_two_files() -> None:
    texts = {half: [each.text for each in wordings(half)] for half in HALVES}
    assert sum(map(len, texts.values())) >= 400
    assert sum(map(len, texts.values())) == len({text for some in texts.values() for text in some})
    assert {each.slice for each in wordings("held_out")} >= {
        *("bounds", "ranges", "budget", "moq", "supplier", "delivery", "certificates", "attributes"),
        *("negation", "soft", "either-or", "currency"),
    }


def test_a_wrong_unit_quantity_order_or_note_is_a_miss(shop: Shop) -> None:
    right = Wording("bounds", "100元以内的毛巾", ("price<=100",), unit="CNY")
    assert missed(right, shop) is None
    for other in ({"unit": "USD"}, {"quantity": 3}, {"sort": ("price",)}, {"notes": ("currency",)}, {"wanted": ("price<=99",)}):
        assert missed(Wording(**{**right.__dict__, **other}), shop) is not None


def test_what_is_said_of_goods_in_hand_is_of_these(shop: Shop) -> None:
    assert missed(Wording("bounds", "100元以内的", ("price<=100",), within="毛巾"), shop) is None
