"""Samples that somebody is to send: whether the suppliers of the goods in hand give any, and what one of each comes to."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import Said, ask, nth, seek, turn

BAGS, MICE = "婴儿睡袋", "无线鼠标"


def hand_over(about: str) -> Said:
    return {"command": "hand_over", "about": about}


@pytest.mark.parametrize("about", ["各寄一个样品", "a sample of each"])
def test_samples_to_be_sent_are_asked_of_the_goods_in_hand(assistant: Assistant, about: str) -> None:
    listed = turn(assistant, "t", seek(BAGS))
    reply = turn(assistant, "t", hand_over(about), text=about)
    (asked,) = (one for one in reply.understood.commands if one.command == "ask")
    assert asked.fields == ("capability.samples",)
    assert {card.product_id for card in reply.cards} <= {card.product_id for card in listed.cards} and reply.cards


def test_an_order_to_be_placed_asks_nothing(assistant: Assistant) -> None:
    turn(assistant, "t", seek(BAGS))
    reply = turn(assistant, "t", hand_over("order"), text="order it for me")
    assert not [one for one in reply.understood.commands if one.command == "ask"]


@pytest.mark.parametrize("field", ["底座重量", "weight of the base"])
def test_a_comparison_of_what_no_record_states_takes_none(assistant: Assistant, field: str) -> None:
    turn(assistant, "t", seek(BAGS))
    reply = turn(assistant, "t", {"command": "compare", "among": nth(1, 2), "fields": [field]}, text=field)
    assert reply.comparison is not None and not reply.comparison.verdict


def test_each_of_a_purchase_is_priced_at_its_own_number(assistant: Assistant) -> None:
    lines = [{"goods": MICE, "quantity": 300}, {"goods": BAGS, "quantity": 20}]
    bought = turn(assistant, "t", {"command": "list", "lines": lines})
    reply = turn(assistant, "t", ask("price", of=[{"kind": "all", "count": 0}]), text="单价分别多少")
    catalogue = assistant.shopfront.current().catalogue
    for place, line in enumerate(lines):
        (product,) = catalogue.products([bought.cards[place].product_id])
        own = product.price_at(int(str(line["quantity"])))
        assert f"¥{own:.2f}" in next(row for row in reply.text.splitlines() if product.title[:6] in row)
