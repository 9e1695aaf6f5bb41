"""What a message wants behind the goods that it goes back to is of these goods; beside goods that nobody sells, of those that state it."""

from daogou.graphs.opening import Assistant

from .commanded import seek, turn, want


def test_a_measure_behind_goods_of_a_list_is_theirs(demo: Assistant) -> None:
    lines = [{"goods": "power bank", "quantity": 50}, {"goods": "charging cable", "quantity": 100}]
    turn(demo, "gone back", {"command": "list", "lines": lines}, language="en")
    turn(demo, "gone back", seek("power bank", topic="same"), want("certification", "in", ["UN38.3"]))
    reply = turn(demo, "gone back", {"command": "go", "about": "charging cable"}, want("power", ">=", 60, unit="W"))
    assert [(one.field, one.op, one.value) for one in reply.need.hard] == [("attr.max_power_w", ">=", 60)]
    assert reply.cards and all("attr.max_power_w>=60" in card.met for card in reply.cards[:3])


def test_beside_goods_that_nobody_sells_a_field_is_of_those_that_state_it(demo: Assistant) -> None:
    reply = turn(demo, "beside", seek("锅碗瓢盆", also=["炒锅"]), want("attr.stove", "=", "通用"), language="zh")
    assert reply.cards and all("attr.stove=通用" in card.met for card in reply.cards)


def test_going_back_by_when_a_list_was_shown_is_to_that_list(demo: Assistant) -> None:
    first = turn(demo, "at the start", seek("登山杖"), language="zh")
    turn(demo, "at the start", want("price", "<=", 20))
    cheapest = {"command": "ask", "fields": ["price"], "of": [{"kind": "extreme", "sort": "price"}]}
    reply = turn(demo, "at the start", {"command": "go", "about": "一开始那几根"}, cheapest)
    assert {card.product_id for card in reply.cards} <= {card.product_id for card in first.cards}


def test_what_is_to_be_learnt_behind_goods_of_a_list_is_answered(demo: Assistant) -> None:
    lines = [{"goods": "四件套", "quantity": 24}, {"goods": "毛巾", "quantity": 40}]
    turn(demo, "learnt", seek("四件套", also=["毛巾"]), language="zh")
    turn(demo, "learnt", {"command": "list", "lines": lines}, language="zh")
    asked = "毛巾要500g左右吗,多厚的客人用着舒服又不难干"
    reply = turn(demo, "learnt", {"command": "go", "about": "毛巾"}, {"command": "learn", "subject": asked}, text=asked)
    assert {"guide"} <= {one.kind for one in reply.citations}
