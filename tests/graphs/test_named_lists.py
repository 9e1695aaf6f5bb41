"""Lists that a pointer names by a part of their name, or by another word for the same."""

import pytest
from daogou.graphs.opening import Assistant

from .commanded import ask, nth, seek, turn


@pytest.mark.parametrize(("goods", "other", "about"), [("睡袋", "无线鼠标", "宝宝睡觉的袋子"), ("infant sleeping bags", "wireless mice", "bags")])
def test_the_first_of_a_list_named_otherwise_is_of_that_list(assistant: Assistant, goods: str, other: str, about: str) -> None:
    listed = turn(assistant, "t", seek(goods), text=goods)
    turn(assistant, "t", seek(other), text=other)
    reply = turn(assistant, "t", ask("moq", of=[{**nth(1)[0], "place": {"about": about}}]), text=about)
    assert [card.product_id for card in reply.cards] == [listed.cards[0].product_id]


def test_the_second_goods_of_one_shelf_keep_their_words(assistant: Assistant) -> None:
    reply = turn(assistant, "t", seek("wool sleeping bag", also=["bamboo sleeping bag"]), language="en")
    (asked,) = (one for one in reply.understood.commands if one.command == "seek")
    assert asked.goods not in asked.also
