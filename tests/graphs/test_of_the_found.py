"""Goods and a question of all of them in one message, a budget for several goods, and pointers at the same thing."""

import pytest
from daogou.graphs.opening import Assistant
from daogou.schema.reference import Reference

from .commanded import Said, ask, extreme, seek, turn

ALL: list[Said] = [{"kind": "all"}]


def test_all_without_a_number_means_as_many_as_there_are() -> None:
    assert Reference.model_validate({"kind": "all"}).count == 0
    assert Reference.model_validate({"kind": "all", "count": 2}).count == 2
    assert Reference.model_validate({"kind": "ordinal", "ordinal": 1}).count == 1


@pytest.mark.parametrize(("goods", "text"), [("帐篷", "帐篷,起订多少"), ("tents", "tents, what's the MOQ?")])
def test_a_question_of_all_behind_new_goods_is_of_those_found(demo: Assistant, goods: str, text: str) -> None:
    for thread, before in ((f"found-{goods}", None), (f"found-after-{goods}", "毛巾")):
        if before:
            turn(demo, thread, seek(before), text=before)
        reply = turn(demo, thread, seek(goods), ask("moq", of=ALL), text=text)
        kinds = {demo.shopfront.current().catalogue.product(card.product_id).category[-1] for card in reply.cards}  # type: ignore[union-attr]
        assert kinds == {"帐篷"} and reply.need is not None and reply.need.category == "帐篷"


@pytest.mark.parametrize(
    "text", ["the cheapest one you showed, whats the torque on it. i only drill twice a year", "最便宜那款，扭矩多少。我一年就用两回"]
)
def test_a_field_on_record_is_told_whatever_else_is_said(demo: Assistant, text: str) -> None:
    turn(demo, text, seek("电钻"), text="电钻")
    reply = turn(demo, text, ask("attr.torque_nm", of=extreme("price")), text=text)
    product = demo.shopfront.current().catalogue.product(reply.cards[0].product_id)
    assert product is not None and str(product.attributes["torque_nm"]) in reply.text
